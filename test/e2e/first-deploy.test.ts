import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { VendorSecret } from '../../lib';
import { CDK_CLI } from './deployer';
import { Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open(undefined, CDK_CLI);
});
afterEach(() => stage.close());

/** The retention of each log group of a stack, in days. The emulator makes a group that is missing again, without one. */
async function logRetentionsOf(stackName: string): Promise<(number | undefined)[]> {
  const { logGroups = [] } = await stage.clients.logs.send(new DescribeLogGroupsCommand({}));
  const own = logGroups.filter(({ logGroupName = '' }) => logGroupName.split(/[-/]/).includes(stackName));
  return own.map(({ retentionInDays }) => retentionInDays);
}

it('G1 G2 a deploy with the right key works after one with a wrong key, with a bucket of a given name, and the log is there', async () => {
  const name = 'FirstHour';
  const bucketName = 'first-hour-exports';
  const wrongKey = await stage.secret('not-the-key');
  const bucketExists = () =>
    stage.clients.s3.send(new HeadBucketCommand({ Bucket: bucketName })).then(
      () => true,
      () => false,
    );

  const wrong = await stage.deploy(name, (stack, output) => {
    const apiKey = VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, 'WrongKey', wrongKey));
    output('Out', { bucketName, apiKey });
  });
  expect(wrong.code).toBe(1);
  expect(await stage.status(name)).toBe('ROLLBACK_COMPLETE');
  expect(await stage.reasons(name)).toContainEqual(expect.stringContaining('was refused with 401'));
  expect(await bucketExists()).toBe(false);
  expect(await logRetentionsOf(name)).toEqual([30]);

  expect(await stage.deploy(name, (_, output) => void output('Out', { bucketName }))).toMatchObject({ code: 0 });
  expect(await stage.outputs(name)).toMatchObject({ OutBucket: bucketName });

  // The bucket stays when the stack goes.
  expect(await stage.destroy(name)).toMatchObject({ code: 0 });
  expect(await bucketExists()).toBe(true);
});
