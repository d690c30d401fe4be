import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { DolbyKeyRotation, DolbyMediaAccess, type DolbyMediaAccessProps } from '../../../../../lib';
import {
  ACCOUNT,
  aStack,
  logicalIdOf,
  only,
  type Resource,
  resourcesOf,
  resourcesOfType,
  templateOf,
  warningsOf,
} from '../../../fixture';
import { overTls } from '../../../statements';

const KEYS = 'Custom::DolbyMediaKeys';

function anAccess(props: DolbyMediaAccessProps = {}, stack: Stack = aStack()): DolbyMediaAccess {
  return new DolbyMediaAccess(stack, 'Dolby', props);
}

/** With a bucket whose name is known, so that policies read as they are. */
function onMedia(props: DolbyMediaAccessProps = {}, stack = aStack()): DolbyMediaAccess {
  return anAccess({ bucket: Bucket.fromBucketArn(stack, 'Media', 'arn:aws:s3:::media'), ...props }, stack);
}

function userPolicy(access: DolbyMediaAccess): unknown {
  const { PolicyDocument } = Object(only(templateOf(access), 'AWS::IAM::Policy'));
  return PolicyDocument.Statement;
}

/** A function's own statements, without those for its log. */
function functionStatements(access: DolbyMediaAccess, file: string): unknown[] {
  const resources = resourcesOf(access);
  const fn = Object.values(resources).find(({ Properties }) => Properties?.Handler === `${file}.handler`);
  const [role] = Object(fn?.Properties.Role)['Fn::GetAtt'];
  const [{ PolicyDocument }] = Object(resources[role]?.Properties.Policies);
  return PolicyDocument.Statement.slice(1);
}

function functionNamed(access: DolbyMediaAccess, file: string): Resource {
  const fn = resourcesOfType(access, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties.Handler === `${file}.handler`,
  );
  if (!fn) {
    throw new Error(`no function ${file}`);
  }
  return fn;
}

describe('the user', () => {
  it('S1.10 may read the one folder and write the other, and nothing else', () => {
    expect(userPolicy(onMedia())).toEqual([
      overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::media/input/*' }),
      overTls({ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::media/output/*' }),
    ]);
  });

  it('S1.10 is for programs alone: no password, no group, no managed policy', () => {
    const [{ Properties: properties } = { Properties: undefined }] = resourcesOfType(onMedia(), 'AWS::IAM::User');
    expect(properties ?? {}).toEqual({});
  });

  it('writes to another bucket where one is given, and uses its key as a writer', () => {
    const stack = aStack();
    const outputBucket = Bucket.fromBucketAttributes(stack, 'Results', {
      bucketArn: 'arn:aws:s3:::results',
      encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1'),
    });
    expect(userPolicy(onMedia({ outputBucket, outputPrefix: 'x' }, stack))).toEqual([
      overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::media/input/*' }),
      overTls({ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::results/x/*' }),
      expect.objectContaining({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
    ]);
  });

  it('gets further actions on the bucket only where they are asked for, a list held to the folders', () => {
    expect(userPolicy(onMedia({ furtherBucketActions: ['s3:GetBucketLocation', 's3:ListBucket'] }))).toContainEqual(
      overTls({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::media',
        Condition: { StringLike: { 's3:prefix': 'input/*' } },
      }),
    );
  });
});

describe('the secret', () => {
  it('S1.11 has no value in the template, and no key is made there', () => {
    const template = templateOf(onMedia());
    expect(Object.keys(only(template, 'AWS::SecretsManager::Secret'))).toEqual(['Description']);
    template.resourceCountIs('AWS::IAM::AccessKey', 0);
    expect(only(template, KEYS)).toEqual({
      ServiceToken: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
      ServiceTimeout: '1200',
    });
  });

  it('S1.11 is read by the signing function, and by that alone beside the one that writes it', () => {
    const readers = ['keys', 'revoke', 'sign'].filter((file) =>
      JSON.stringify(functionStatements(onMedia(), file)).includes('GetSecretValue'),
    );
    expect(readers).toEqual(['keys', 'sign']);
  });

  it('is encrypted with a key of yours, which the functions may use through Secrets Manager for it alone', () => {
    const stack = aStack();
    const secretEncryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');
    const access = onMedia({ secretEncryptionKey }, stack);
    expect(only(templateOf(access), 'AWS::SecretsManager::Secret')).toMatchObject({
      KmsKeyId: secretEncryptionKey.keyArn,
    });
    const kms = (file: string) =>
      functionStatements(access, file).filter((s) => JSON.stringify(s).includes('kms:ViaService'));
    expect(kms('sign')).toEqual([expect.objectContaining({ Action: 'kms:Decrypt' })]);
    expect(kms('revoke')).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: secretEncryptionKey.keyArn,
        Condition: {
          StringEquals: {
            'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] },
          },
          StringLike: { 'kms:EncryptionContext:SecretARN': { 'Fn::GetAtt': [expect.any(String), 'Id'] } },
        },
      },
    ]);
  });
});

describe('the functions', () => {
  const user = { 'Fn::GetAtt': [expect.stringMatching(/^DolbyUser/), 'Arn'] };
  const secret = { 'Fn::GetAtt': [expect.stringMatching(/^DolbyKeysSecret/), 'Id'] };
  const write = {
    Effect: 'Allow',
    Action: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    Resource: secret,
  };
  const read = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secret };

  it.each<[string, object[]]>([
    [
      'keys',
      [
        {
          Effect: 'Allow',
          Action: ['iam:DeleteAccessKey', 'iam:ListAccessKeys', 'iam:UpdateAccessKey', 'iam:CreateAccessKey'],
          Resource: user,
        },
        write,
        read,
        { Effect: 'Allow', Action: 'cloudformation:DescribeStackResource', Resource: { Ref: 'AWS::StackId' } },
      ],
    ],
    [
      'revoke',
      [
        {
          Effect: 'Allow',
          Action: ['iam:DeleteAccessKey', 'iam:ListAccessKeys', 'iam:UpdateAccessKey'],
          Resource: user,
        },
        write,
      ],
    ],
    ['sign', [read]],
  ])('%s may do exactly this', (file, statements) => {
    expect(functionStatements(onMedia(), file)).toEqual(statements);
  });

  it('S1.13 one command ends every key', () => {
    const stack = aStack();
    const { revokeCommand, revokeFunction } = onMedia({}, stack);
    expect(stack.resolve(revokeCommand)).toEqual({
      'Fn::Join': [
        '',
        [
          'aws lambda invoke --region eu-west-1 --function-name ',
          stack.resolve(revokeFunction.functionName),
          ' /dev/stdout',
        ],
      ],
    });
  });

  it.each<[string, 'grantSign' | 'grantRevoke', 'signFunction' | 'revokeFunction']>([
    ['asking for bodies', 'grantSign', 'signFunction'],
    ['ending keys', 'grantRevoke', 'revokeFunction'],
  ])('%s is granted apart', (_, grant, fn) => {
    const stack = aStack();
    const role = new Role(stack, 'App', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    const access = onMedia({}, stack);
    access[grant](role);
    const policies = templateOf(access).findResources('AWS::IAM::Policy', {
      Properties: { Roles: [{ Ref: logicalIdOf(role) }] },
    });
    const [{ Properties } = { Properties: undefined }] = Object.values(policies);
    const [statement, ...more] = Properties?.PolicyDocument.Statement ?? [];
    expect(more).toEqual([]);
    expect(statement.Resource).toContainEqual(stack.resolve(access[fn].functionArn));
    expect(statement.Resource).toHaveLength(2); // And its versions.
  });
});

describe('the rotation', () => {
  it('S1.12 is every 30 days, and not as soon as it is set up', () => {
    const access = onMedia();
    expect(only(templateOf(access), 'AWS::SecretsManager::RotationSchedule')).toMatchObject({
      RotationRules: { AutomaticallyAfterDays: 30 },
      RotateImmediatelyOnUpdate: false,
    });
    expect(functionNamed(access, 'keys').Properties.Environment).toMatchObject({
      Variables: { OVERLAP_SECONDS: '604800' },
    });
  });

  it('S1.12 overlaps by the longest life of a URL', () => {
    const access = onMedia({ maxUrlLifetime: Duration.days(1), keyRotation: DolbyKeyRotation.every(Duration.days(2)) });
    expect(functionNamed(access, 'keys').Properties.Environment).toMatchObject({
      Variables: { OVERLAP_SECONDS: '86400' },
    });
    expect(functionNamed(access, 'sign').Properties.Environment).toMatchObject({
      Variables: { MAX_URL_SECONDS: '86400' },
    });
  });

  it('is left to you where it is unscheduled; Secrets Manager may ask for it all the same', () => {
    const template = templateOf(onMedia({ keyRotation: DolbyKeyRotation.unscheduled() }));
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
    expect(only(template, 'AWS::Lambda::Permission')).toMatchObject({
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: ACCOUNT,
      SourceArn: { 'Fn::GetAtt': [expect.any(String), 'Id'] },
    });
  });
});

it('the stack goes in order: schedule, keys, then grants and user', () => {
  const access = onMedia();
  const dependsOn = (type: string) => resourcesOfType(access, type)[0]?.DependsOn ?? [];
  const firstKey = Object.keys(templateOf(access).findResources(KEYS));
  expect(dependsOn('AWS::SecretsManager::RotationSchedule')).toEqual(expect.arrayContaining(firstKey));
  expect(dependsOn(KEYS)).toEqual(
    expect.arrayContaining([logicalIdOf(access.user), expect.stringMatching(/^DolbyAccess/)]),
  );
  expect(functionNamed(access, 'sign').DependsOn).toEqual(expect.arrayContaining(firstKey));
});

describe('the bucket', () => {
  it('is made, closed to the public, where none is given', () => {
    const template = templateOf(anAccess());
    expect(only(template, 'AWS::S3::Bucket')).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
    });
  });

  it('S1.2 has one folder that anyone may read, where it is named', () => {
    const template = templateOf(anAccess({ publicInputPrefix: 'open' }));
    const { PolicyDocument } = Object(only(template, 'AWS::S3::BucketPolicy'));
    expect(PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Principal: { AWS: '*' },
        Action: 's3:GetObject',
        Resource: { 'Fn::Join': ['', [expect.anything(), '/open/*']] },
      }),
    );
  });

  it('S1.2 that was given is not changed: a warning has the statement', () => {
    const access = onMedia({ publicInputPrefix: 'open/' });
    expect(warningsOf(access)).toEqual([
      expect.stringMatching(
        /^publicInputPrefix does not change media, which was given: .*"Resource":"arn:aws:s3:::media\/open\/\*"/,
      ),
    ]);
    expect(warningsOf(onMedia())).toEqual([]);
  });

  it('S1.1 a public object has both plain forms', () => {
    const stack = aStack();
    const access = onMedia({ publicInputPrefix: 'open/' }, stack);
    expect(stack.resolve(access.publicS3Url('open/a.mp4'))).toBe('s3://media/open/a.mp4');
    expect(access.publicHttpsUrl('open/a.mp4')).toBe('https://media.s3.eu-west-1.amazonaws.com/open/a.mp4');
  });
});

it('S1.11 does not hand out keys unless it is told to', () => {
  const handsOut = (props: DolbyMediaAccessProps) =>
    Object(functionNamed(onMedia(props), 'sign').Properties.Environment).Variables.HAND_OUT_KEYS;
  expect([handsOut({}), handsOut({ handOutKeys: true })]).toEqual(['false', 'true']);
});

it('a permissions boundary holds the user and every role', () => {
  const stack = aStack();
  const permissionsBoundary = ManagedPolicy.fromManagedPolicyArn(
    stack,
    'Boundary',
    'arn:aws:iam::111122223333:policy/b',
  );
  const access = onMedia({ permissionsBoundary }, stack);
  const held = [...resourcesOfType(access, 'AWS::IAM::Role'), ...resourcesOfType(access, 'AWS::IAM::User')];
  expect(held.map(({ Properties }) => Properties.PermissionsBoundary)).toEqual(
    Array(4).fill('arn:aws:iam::111122223333:policy/b'),
  );
});
