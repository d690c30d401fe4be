// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's and IAM's variables are written so.
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Aws, CfnParameter, CustomResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib/core';
import {
  BitmovinAnalyticsOutput,
  BitmovinEncodingOutput,
  DolbyOptiViewStorage,
  ExternalId,
  ExternalIdMode,
  PictoryConnection,
  PictoryRole,
  PictorySignIn,
  S3Access,
  VendorBucket,
  VendorPrincipal,
  VendorRole,
  VendorSecret,
} from '../../../lib';
import {
  aKey,
  anApp,
  anOutput,
  aRegistration,
  aStack,
  refusalOf,
  registrationOf,
  resourcesOfType,
  templateOf,
} from '../fixture';
import { shown } from '../shown';

const WIDENED = "holds '*', '?' or '${', which IAM would widen: write a plain folder, such as 'exports/'.";

function parameter(stack: Stack, props: ConstructorParameters<typeof CfnParameter>[2] = {}): CfnParameter {
  return new CfnParameter(stack, 'Folder', props);
}

function roleFor(stack: Stack, prefix: string | undefined, bucket = Bucket.fromBucketName(stack, 'B', 'acme-media')) {
  return new VendorRole(stack, 'Role', {
    principal: VendorPrincipal.fromArn('arn:aws:iam::999999999999:role/vendor'),
    externalId: ExternalId.of('0a1b2c3d-0000-4000-8000-000000000001'),
    access: [new S3Access({ bucket, prefix, bucketActions: ['s3:ListBucket'], objectActions: ['s3:PutObject'] })],
  });
}

const policyOf = (role: VendorRole) =>
  JSON.stringify(shown(resourcesOfType(role, 'AWS::IAM::Role')[0]?.Properties.Policies));

const patternOf = (stack: Stack, id = 'Folder') => {
  const { AllowedPattern } = templateOf(stack).toJSON().Parameters[id];
  return (value: string) => new RegExp(AllowedPattern).test(value);
};

describe('E1 a parameter in a prefix', () => {
  it.each([
    ['*', `'*' ${WIDENED}`],
    ['a?', `'a?' ${WIDENED}`],
    ['${aws:userid}', `'\${aws:userid}' ${WIDENED}`],
    [
      'exports/',
      "'exports//' holds '//', and no key under it would: write one slash between two folders, and none at a parameter's end.",
    ],
    ['/exports', "'/exports' begins with a slash, and no key under it would: write 'exports'."],
    ['../x', "'../x' holds '..', which is no parent folder in S3: write the folder out, such as 'exports/'."],
  ])('has a default that synth reads: %s', (value, wrong) => {
    const stack = aStack();
    const prefix = parameter(stack, { default: value }).valueAsString;
    expect(refusalOf(() => anOutput({ prefix }, stack))).toContain('prefix (by the default of Folder) ');
    expect(refusalOf(() => roleFor(stack, prefix))).toBe(`prefix (by the default of Folder) ${wrong}`);
  });

  it('has allowed values that synth reads', () => {
    const stack = aStack();
    const prefix = parameter(stack, { allowedValues: ['exports', '*'] }).valueAsString;
    expect(refusalOf(() => roleFor(stack, prefix))).toBe(`prefix (by an allowed value of Folder) '*' ${WIDENED}`);
  });

  it('is checked together with the text around it', () => {
    const stack = aStack();
    const prefix = `teams/${parameter(stack, { default: '/a' }).valueAsString}`;
    expect(refusalOf(() => roleFor(stack, prefix))).toContain("'teams//a' holds '//'");
  });

  it('gets a pattern, by which CloudFormation refuses what would widen', () => {
    const stack = aStack();
    const role = roleFor(stack, parameter(stack).valueAsString);
    expect(policyOf(role)).toContain(':s3:::acme-media/<Folder>/*');
    const passes = patternOf(stack);
    for (const good of ['exports', 'a/b', 'año 2026/日本', 'team-1.x']) {
      expect([good, passes(good)]).toEqual([good, true]);
    }
    for (const bad of ['', '*', 'a*', 'a?b', '${aws:userid}', 'a${x', '/a', 'a/', 'a//b', '..', 'a/../b', 'a\nb']) {
      expect([bad, passes(bad)]).toEqual([bad, false]);
    }
  });

  it('keeps its own pattern beside ours, once', () => {
    const stack = aStack();
    const folder = parameter(stack, { allowedPattern: 'team-.*' });
    roleFor(stack, folder.valueAsString);
    roleFor(aStack('Other'), folder.valueAsString);
    const passes = patternOf(stack);
    expect(['team-a', 'exports', 'team-*'].map(passes)).toEqual([true, false, false]);
  });
});

describe('E1 a text that no pattern can hold', () => {
  const stored = (stack: Stack) => StringParameter.valueForStringParameter(stack, '/acme/folder');
  const answered = (stack: Stack) =>
    new CustomResource(stack, 'Theirs', {
      serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
    }).getAttString('Folder');

  it.each<[string, (stack: Stack) => string]>([
    ['a stored value', stored],
    ['the answer of custom code', answered],
    ["another stack's export", () => Fn.importValue('folder')],
    ['a text that CloudFormation fills', (stack) => Fn.sub(`\${${parameter(stack).logicalId}}`)],
    ['a part of a list', (stack) => Fn.select(0, parameter(stack, { type: 'CommaDelimitedList' }).valueAsList)],
    ['a reference by name', () => Fn.ref('Folder')],
    ['an intrinsic by hand', () => Token.asString({ Ref: 'Folder' })],
    ['a parameter that only synth finds', (stack) => Fn.join('-', ['a', parameter(stack).valueAsString])],
  ])('goes into a policy up to what IAM would widen: %s', (_, given) => {
    const stack = aStack();
    const cut = /<0\.\[object Object\]>|"Fn::Split":\["\*"/;
    const policy = JSON.stringify(
      resourcesOfType(roleFor(stack, given(stack)), 'AWS::IAM::Role')[0]?.Properties.Policies,
    );
    expect(policy).toMatch(cut);
    for (const end of ['*', '?', '${']) {
      expect(policy).toContain(`{"Fn::Split":["${end}",`);
    }
  });

  it.each<[string, (stack: Stack) => string]>([
    ['the region', () => Aws.REGION],
    ['the stack', (stack) => stack.stackName],
    ['a part of its id', (stack) => Fn.select(2, Fn.split('/', stack.stackId))],
    ["a bucket's name", (stack) => new Bucket(stack, 'Other').bucketName],
  ])('is left as it is where AWS itself limits it: %s', (_, given) => {
    const stack = aStack();
    expect(JSON.stringify(resourcesOfType(roleFor(stack, given(stack)), 'AWS::IAM::Role'))).not.toContain(
      '"Fn::Split":["*"',
    );
  });

  it('is checked when it turns out to be plain text', () => {
    const stack = aStack();
    roleFor(stack, Lazy.string({ produce: () => '*' }));
    expect(() => templateOf(stack)).toThrow(WIDENED);
  });

  it('opens no more by the name of an imported bucket', () => {
    const stack = aStack();
    const named = parameter(stack).valueAsString;
    expect(policyOf(roleFor(stack, 'a', Bucket.fromBucketName(stack, 'Named', named)))).toContain(':s3:::<Folder>/a/*');
    expect(['acme-media', '*', 'acme-*'].map(patternOf(stack))).toEqual([true, false, false]);
    const other = aStack();
    const bucket = Bucket.fromBucketName(other, 'Named', stored(other));
    expect(JSON.stringify(templateOf(roleFor(other, 'a', bucket)).toJSON())).toContain('{"Fn::Split":["*",');
  });

  it("is an imported bucket's ARN", () => {
    const stack = aStack();
    roleFor(stack, 'a', Bucket.fromBucketArn(stack, 'Named', parameter(stack).valueAsString));
    expect(['arn:aws:s3:::acme', 'arn:aws:s3:::*', '*', 'acme'].map(patternOf(stack))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('lets in nobody but one user or role', () => {
    const stack = aStack();
    const principal = VendorPrincipal.fromArn(parameter(stack).valueAsString);
    const externalId = ExternalId.of(new CfnParameter(stack, 'Id').valueAsString);
    new VendorRole(stack, 'Role', { principal, externalId, access: [] });
    const arn = 'arn:aws:iam::999999999999:role/v';
    expect([arn, '*', '999999999999', 'arn:aws:iam::999999999999:root'].map(patternOf(stack))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(['0a1b2c3d', '*', '${sts:ExternalId}'].map(patternOf(stack, 'Id'))).toEqual([true, false, false]);
  });

  it("takes the vendor's own answer, which the function has checked, as it is", () => {
    const stack = aStack();
    const { externalId } = anOutput({}, stack);
    expect(externalId).toBeDefined();
    expect(JSON.stringify(templateOf(stack).toJSON())).not.toContain('"Fn::Split":["*"');
  });

  it('opens no folder to anyone: publicReadPrefix', () => {
    const stack = aStack();
    new VendorBucket(stack, 'Open', { publicReadPrefix: stored(stack) });
    expect(JSON.stringify(templateOf(stack).toJSON())).toContain('{"Fn::Split":["*",');
  });
});

describe('E1 what synth cannot check travels to the function', () => {
  const checksOf = (stack: Stack) => shown(Reflect.get(registrationOf(stack), 'Checks'));

  it('as prop, rule and value', () => {
    const stack = aStack();
    const given = (id: string) => new CfnParameter(stack, id).valueAsString;
    anOutput(
      {
        prefix: given('Folder'),
        bucketName: given('Bucket'),
        roleName: given('Role'),
        rolePath: given('Path'),
        externalIdMode: ExternalIdMode.CUSTOM,
        externalId: given('Id'),
      },
      stack,
    );
    expect(checksOf(stack)).toEqual({
      prefix: { rule: 'prefix', value: '<Folder>/' },
      bucketName: { rule: 'bucketName', value: '<Bucket>' },
      roleName: { rule: 'roleName', value: '<Role>' },
      rolePath: { rule: 'rolePath', value: '<Path>' },
      externalId: { rule: 'externalId', value: '<Id>' },
    });
  });

  it('and nothing does where synth knows all', () => {
    const stack = aStack();
    anOutput({ prefix: `exports/${stack.region}`, roleName: 'acme' }, stack);
    expect(registrationOf(stack)).not.toHaveProperty('Checks');
  });

  it('each default is read at once', () => {
    const stack = aStack();
    const wrong = (id: string) => new CfnParameter(stack, id, { default: 'a b/*' }).valueAsString;
    const props = { bucketName: wrong('B'), roleName: wrong('R'), rolePath: wrong('P'), apiBaseUrl: wrong('U') };
    for (const [prop, value] of Object.entries(props)) {
      expect(refusalOf(() => anOutput({ [prop]: value }, aStack()))).toMatch(
        new RegExp(`^${prop === 'rolePath' ? 'role' : prop}`),
      );
    }
  });
});

describe('E1 a boolean that is a token is refused', () => {
  const token = JSON.parse(JSON.stringify({ publicRead: '${Token[TOKEN.1]}' })).publicRead;

  it.each([
    ['publicRead', (stack: Stack) => anOutput({ publicRead: token, prefix: 'a' }, stack)],
    [
      'checkPermissions',
      (stack: Stack) => new BitmovinEncodingOutput(stack, 'E', { apiKey: aKey(stack), checkPermissions: token }),
    ],
    ['listAllMyBuckets', (stack: Stack) => new PictoryRole(stack, 'P', { listAllMyBuckets: token })],
  ])('%s', (prop, make) => {
    expect(refusalOf(() => make(aStack()))).toBe(
      `${prop} '<token>' is no boolean, and synth must know it: write true or false.`,
    );
  });
});

it('E1 a registration of your own has nothing to check', () => {
  expect(registrationOf(aRegistration())).not.toHaveProperty('Checks');
});

it('E1 OptiView is told only a region that it lists, also where the deploy alone knows it', () => {
  const stack = new Stack(anApp(), 'Anywhere');
  new DolbyOptiViewStorage(stack, 'Clips', { apiSecret: aKey(stack), prefix: parameter(stack).valueAsString });
  expect(shown(Reflect.get(registrationOf(stack), 'Checks'))).toEqual({
    prefix: { rule: 'prefix', value: '<Folder>/' },
    region: { rule: 'oneOf', value: '<AWS::Region>', choices: expect.arrayContaining(['us-east-1', 'sa-east-1']) },
  });
});

it('E1 Pictory is told nothing while any of its folders is wrong', () => {
  const stack = aStack();
  const bucket = Bucket.fromBucketName(stack, 'B', 'acme-media');
  const folder = (id: string) => new CfnParameter(stack, id).valueAsString;
  const signIn = PictorySignIn.apiKey(aKey(stack));
  new PictoryConnection(stack, 'P', { signIn, bucket, prefix: folder('One') }).addBucket(bucket, {
    prefix: folder('Two'),
  });
  expect(shown(Reflect.get(registrationOf(stack), 'Checks'))).toEqual({
    prefix: { rule: 'prefix', value: '<One>/' },
    'prefix (2)': { rule: 'prefix', value: '<Two>/' },
  });
});

describe('E1 the ARN of a key or a secret', () => {
  const roleWithKey = (stack: Stack, arn: string) => {
    const encryptionKey = Key.fromKeyArn(stack, 'Key', arn);
    const access = new S3Access({ bucket: new Bucket(stack, 'B'), objectActions: ['s3:GetObject'], encryptionKey });
    return new VendorRole(stack, 'Role', {
      principal: VendorPrincipal.fromArn('arn:aws:iam::999999999999:role/vendor'),
      externalId: ExternalId.of('0a1b2c3d-0000-4000-8000-000000000001'),
      access: [access],
    });
  };

  it('is a parameter with a pattern', () => {
    const stack = aStack();
    roleWithKey(stack, parameter(stack).valueAsString);
    const secretArn = new CfnParameter(stack, 'SecretArn').valueAsString;
    const imported = Secret.fromSecretCompleteArn(stack, 'Secret', secretArn);
    new BitmovinAnalyticsOutput(stack, 'O', { apiKey: VendorSecret.fromSecretsManager(imported) });
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c';
    expect([key, '*', `${key}*`, 'alias/acme'].map(patternOf(stack))).toEqual([true, false, false, false]);
    const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme/key-AbCdEf';
    expect([secret, '*', `${secret}*`].map(patternOf(stack, 'SecretArn'))).toEqual([true, false, false]);
    expect(JSON.stringify(templateOf(stack).toJSON())).not.toContain('"Fn::Split":["*"');
  });

  it('or is cut where IAM would widen it', () => {
    const stack = aStack();
    roleWithKey(stack, StringParameter.valueForStringParameter(stack, '/acme/key'));
    expect(JSON.stringify(templateOf(stack).toJSON())).toContain('{"Fn::Split":["*",');
  });

  it('and the name of a secret that is a parameter opens no other', () => {
    const stack = aStack();
    const secret = Secret.fromSecretNameV2(stack, 'Secret', parameter(stack).valueAsString);
    anOutput({ apiKey: VendorSecret.fromSecretsManager(secret) }, stack);
    expect(JSON.stringify(resourcesOfType(stack, 'AWS::IAM::Policy'))).toContain('{"Fn::Split":["*",');
  });
});
