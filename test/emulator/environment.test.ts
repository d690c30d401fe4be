import { awsEnvironment, childEnvironment, type EmulatedAws } from '../../emulator/environment';

const aws: EmulatedAws = {
  url: 'https://127.0.0.1:4567',
  region: 'eu-west-1',
  accountId: '111122223333',
  certificateFile: '/run/certificate.pem',
  homeDirectory: '/run',
};

const before = process.env;

beforeEach(() => {
  process.env = { ...before };
});

afterEach(() => {
  process.env = before;
});

test('it points tools at the emulator, as the root of the account that deploys', () => {
  expect(awsEnvironment(aws)).toMatchObject({
    AWS_ENDPOINT_URL: 'https://127.0.0.1:4567',
    AWS_ACCESS_KEY_ID: '111122223333',
    AWS_REGION: 'eu-west-1',
    AWS_CA_BUNDLE: '/run/certificate.pem',
    NODE_EXTRA_CA_CERTS: '/run/certificate.pem',
    CDK_DEFAULT_ACCOUNT: '111122223333',
    CDK_DEFAULT_REGION: 'eu-west-1',
    CDK_HOME: '/run/cdk',
  });
});

test('it plays any account', () => {
  expect(awsEnvironment(aws, '444455556666')).toMatchObject({
    AWS_ACCESS_KEY_ID: '444455556666',
    CDK_DEFAULT_ACCOUNT: '444455556666',
  });
});

test("nothing of the user's AWS reaches a child", () => {
  process.env.AWS_PROFILE = 'production';
  process.env.AWS_SESSION_TOKEN = 'token';
  process.env.AWS_ENDPOINT_URL_S3 = 'https://elsewhere.example';
  process.env.CDK_NEW_BOOTSTRAP = '1';
  process.env.HOME = '/users/me';

  const environment = childEnvironment(awsEnvironment(aws));

  const ours = awsEnvironment(aws);
  expect(environment).toMatchObject({ ...ours, HOME: '/users/me' });
  expect(Object.keys(environment).filter((name) => /^(AWS|CDK)_/.test(name) && !(name in ours))).toEqual([]);
});
