import { Key } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib/core';
import { VendorAuth, VendorSecret } from '../../../lib';
import { secretReadStatements } from '../../../lib/registration/secret-access';
import { anApi, anApp, aRegistration, aStack, SECRET_ARN, warningsOf } from '../fixture';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c';
const PARTIAL_ARN = SECRET_ARN.replace('-AbCdEf', '');
const FOREIGN_ARN = SECRET_ARN.replace('111122223333', '999988887777');

function statements(secret: ISecret): unknown {
  const stack = Stack.of(secret);
  return stack.resolve(secretReadStatements(stack, secret).map((statement) => statement.toStatementJson()));
}

it.each<[string, (stack: Stack) => ISecret, unknown]>([
  ['by its complete ARN', (stack) => Secret.fromSecretCompleteArn(stack, 'Key', SECRET_ARN), SECRET_ARN],
  [
    'by its ARN without the six characters at the end',
    (stack) => Secret.fromSecretPartialArn(stack, 'Key', PARTIAL_ARN),
    `${PARTIAL_ARN}-??????`,
  ],
  [
    'by its name',
    (stack) => Secret.fromSecretNameV2(stack, 'Key', 'bitmovin'),
    {
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':secretsmanager:eu-west-1:111122223333:secret:bitmovin-??????'],
      ],
    },
  ],
  ['of the stack itself', (stack) => new Secret(stack, 'Key'), { Ref: expect.stringMatching(/^Key/) }],
])('a secret %s may be read, and no other', (_, secret, resource) => {
  expect(statements(secret(aStack()))).toEqual([
    { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: resource },
  ]);
});

it.each([
  [{ secretCompleteArn: SECRET_ARN }, SECRET_ARN],
  [{ secretPartialArn: PARTIAL_ARN }, `${PARTIAL_ARN}-??????`],
])("a secret's own key may be used through Secrets Manager and for this secret only: %j", (attributes, arn) => {
  const stack = aStack();
  const encryptionKey = Key.fromKeyArn(stack, 'Cmk', KEY);
  expect(statements(Secret.fromSecretAttributes(stack, 'Key', { ...attributes, encryptionKey }))).toEqual([
    { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: arn },
    {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: KEY,
      Condition: {
        StringEquals: {
          'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] },
        },
        StringLike: { 'kms:EncryptionContext:SecretARN': arn },
      },
    },
  ]);
});

it("a secret of another region is opened by that region's service", () => {
  const stack = aStack();
  const secret = Secret.fromSecretAttributes(stack, 'Key', {
    secretCompleteArn: SECRET_ARN.replace('eu-west-1', 'us-east-1'),
    encryptionKey: Key.fromKeyArn(stack, 'Cmk', KEY.replace('eu-west-1', 'us-east-1')),
  });
  expect(JSON.stringify(statements(secret))).toContain('"secretsmanager.us-east-1."');
});

describe("another account's secret", () => {
  function withSecrets(stack: Stack, arns: string[]): Stack {
    const authentication = arns.map((arn, i) =>
      VendorAuth.header(
        `X-Key-${i}`,
        VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, `Key${i}`, arn)),
      ),
    );
    const api = anApi({ authentication });
    aRegistration({ api }, stack);
    return stack;
  }

  it('is warned of once, with the statement to paste', () => {
    const [warning, ...more] = warningsOf(withSecrets(aStack(), [FOREIGN_ARN]));
    expect(more).toEqual([]);
    expect(warning).toContain(`The secret ${FOREIGN_ARN} is account 999988887777's: add to its resource policy {`);
    expect(warning).toContain('kms:Decrypt');
    expect(JSON.parse(/\{.*\}/.exec(warning ?? '')?.[0] ?? '')).toEqual({
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
    });
  });

  it('is warned of for each secret', () => {
    expect(warningsOf(withSecrets(aStack(), [FOREIGN_ARN, FOREIGN_ARN.replace('bitmovin', 'other')]))).toHaveLength(2);
  });

  it.each<[string, () => Stack, string]>([
    ['a secret of the own account', () => aStack(), SECRET_ARN],
    ['a stack whose account the deploy knows', () => new Stack(anApp(), 'Anywhere'), FOREIGN_ARN],
  ])('is not warned of with %s', (_, stack, arn) => {
    expect(warningsOf(withSecrets(stack(), [arn]))).toEqual([]);
  });
});
