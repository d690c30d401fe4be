import { Aws } from 'aws-cdk-lib/core';
import { VendorPrincipal } from '../../../lib';
import { refusalOf } from '../fixture';

const MEND = "write the ARN of one user or role, such as 'arn:aws:iam::111122223333:user/vendor'";

it.each([
  ['arn:aws:iam::630681592166:user/bitmovinCustomerS3Access', 'aws'],
  ['arn:aws:iam::111122223333:role/vendor', 'aws'],
  ['arn:aws:iam::111122223333:role/a/path/vendor', 'aws'],
  ['arn:aws-cn:iam::111122223333:role/vendor', 'aws-cn'],
  ['arn:aws-us-gov:iam::111122223333:user/vendor', 'aws-us-gov'],
  ['arn:aws-iso-b:iam::111122223333:user/vendor', 'aws-iso-b'],
  [`arn:${Aws.PARTITION}:iam::111122223333:role/vendor`, undefined],
])('%s is let in, of partition %s', (arn, partition) => {
  expect(VendorPrincipal.fromArn(arn)).toMatchObject({ arn, partition });
});

it.each([
  ['*', 'lets in whoever the wildcard matches'],
  ['arn:aws:iam::111122223333:role/*', 'lets in whoever the wildcard matches'],
  ['arn:aws:iam::*:role/vendor', 'lets in whoever the wildcard matches'],
  ['111122223333', "is an account's root, which lets in everyone whom that account lets"],
  ['arn:aws:iam::111122223333:root', "is an account's root, which lets in everyone whom that account lets"],
  ['arn:aws-cn:iam::111122223333:root', "is an account's root, which lets in everyone whom that account lets"],
  ['', 'is not the ARN of a user or role'],
  ['bitmovin', 'is not the ARN of a user or role'],
  ['arn:aws:iam::1111:user/vendor', 'is not the ARN of a user or role'],
  ['arn:aws:iam::111122223333:user/', 'is not the ARN of a user or role'],
  ['arn:aws:iam::111122223333:group/vendor', 'is not the ARN of a user or role'],
  ['arn:aws:iam::111122223333:role/a b', 'is not the ARN of a user or role'],
  ['arn:aws:sts::111122223333:assumed-role/vendor/session', 'is not the ARN of a user or role'],
  ['arn:aws:iam::111122223333:saml-provider/acme', 'is not the ARN of a user or role'],
  ['AIDAEXAMPLE', 'is not the ARN of a user or role'],
  ['s3.amazonaws.com', 'is not the ARN of a user or role'],
])("'%s' is not let in", (arn, wrong) => {
  expect(refusalOf(() => VendorPrincipal.fromArn(arn))).toBe(`principal '${arn}' ${wrong}: ${MEND}.`);
});
