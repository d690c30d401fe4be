import { covers } from '../../../../../lib/access/s3-actions';
import { OBJECT_ACTIONS } from '../../../../../lib/vendors/dolby/optiview/facts';

/**
 * Every action of S3 whose name begins with PutObject (Service Authorization Reference, Amazon S3, read in November 2026).
 * AWS adds to them: whoever finds another one reads what it does, and writes it here and on the vendor's page.
 */
const OF_THE_DAY = [
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
  's3:PutObjectTagging',
  's3:PutObjectVersionAcl',
  's3:PutObjectVersionTagging',
];

it.each(OF_THE_DAY)('E13 the family that the vendor documents covers %s', (action) => {
  expect(OBJECT_ACTIONS.some((family) => covers(family, action))).toBe(true);
});

it.each(['s3:GetObject', 's3:DeleteObject', 's3:ListBucket', 's3:PutBucketPolicy', 's3:RestoreObject'])(
  'E13 it does not cover %s',
  (action) => {
    expect(OBJECT_ACTIONS.some((family) => covers(family, action))).toBe(false);
  },
);
