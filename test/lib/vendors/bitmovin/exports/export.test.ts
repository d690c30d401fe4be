import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnParameter, Duration, type Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { parseExport } from '../../../../../handlers/bitmovin-export/parse';
import {
  BitmovinAnalyticsOutput,
  BitmovinExportFileFormat,
  BitmovinExportInterval,
  BitmovinExportSchedule,
  type BitmovinExportScheduleProps,
  BitmovinExportTask,
  type BitmovinExportTaskProps,
  BitmovinExportType,
  VendorSecret,
} from '../../../../../lib';
import {
  ACCOUNT,
  aKey,
  anOutput,
  aStack,
  OTHER_ARN,
  resourcesOf,
  resourcesOfType,
  SECRET_ARN,
  warningsOf,
} from '../../../fixture';
import { overTls } from '../../../statements';

/** The construct's path, made short. */
const NAME = expect.stringMatching(/^Exports-Daily-[0-9A-F]{8}$/);

type Both = Partial<BitmovinExportTaskProps & BitmovinExportScheduleProps>;

function base(stack: Stack, props: Both) {
  const output = props.output ?? anOutput({ prefix: 'exports/' }, stack);
  const apiKey = props.apiKey ?? aKey(stack, 'ExportKey');
  return { output, licenseKey: 'license-1', outputPath: 'exports/', ...props, apiKey };
}

function aTask(props: Both = {}, stack = aStack()): BitmovinExportTask {
  const span = { startTime: '2026-01-01T00:00:00Z', endTime: '2026-02-01T00:00:00Z' };
  return new BitmovinExportTask(stack, 'January', { ...base(stack, props), ...span });
}

function aSchedule(props: Both = {}, stack = aStack(), id = 'Daily'): BitmovinExportSchedule {
  return new BitmovinExportSchedule(stack, id, { every: BitmovinExportInterval.DAY, ...base(stack, props) });
}

/** What CloudFormation makes of a schedule's input: every reference is a text of its own. */
function inputOf(construct: BitmovinExportTask | BitmovinExportSchedule, values: Record<string, string> = {}): unknown {
  const [schedule] = resourcesOfType(construct, 'AWS::Scheduler::Schedule');
  const resolve = (value: unknown): string => {
    if (typeof value === 'string') {
      return value;
    }
    const { Ref, 'Fn::Join': join, 'Fn::GetAtt': getAtt, 'Fn::Base64': base64 } = Object(value);
    if (join) {
      return join[1].map(resolve).join(join[0]);
    }
    if (base64) {
      return Buffer.from(resolve(base64)).toString('base64');
    }
    return values[Ref ?? getAtt[0]] ?? `<${Ref ?? getAtt}>`;
  };
  return JSON.parse(resolve(Object(schedule?.Properties.Target).Input));
}

describe('what the function is told', () => {
  it('S0.22 S0.23 S0.24 is read as it was meant: a schedule', () => {
    expect(parseExport(inputOf(aSchedule()))).toMatchObject({
      label: NAME,
      bucket: expect.stringMatching(/^<AnalyticsBucket/),
      create: {
        Api: {
          baseUrl: 'https://api.bitmovin.com/v1',
          authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } }],
          envelope: '/data/result',
        },
        Call: { method: 'POST', path: '/analytics/exports' },
      },
      windows: { kind: 'each', every: 'DAY', delay: 3_600_000, backfill: 604_800_000 },
      task: {
        name: NAME,
        description: undefined,
        licenseKey: 'license-1',
        outputId: expect.stringMatching(/^<AnalyticsRegistration.*,RecordId>$/),
        outputPath: 'exports/',
        type: 'SESSIONS',
        fileFormat: 'CSV',
        columns: undefined,
      },
      attempts: 3,
    });
  });

  it('S0.22 is read as it was meant: a single export, with all that can be said', () => {
    const stack = aStack();
    const task = aTask(
      {
        output: anOutput({ prefix: 'exports', tenantOrgId: 'org-1' }, stack),
        outputPath: 'exports/january',
        exportType: BitmovinExportType.ADS,
        fileFormat: BitmovinExportFileFormat.PARQUET,
        columns: ['VIDEO_ID', 'PLAYED'],
        taskName: 'January',
        description: 'once',
        delay: Duration.minutes(0),
        attempts: 1,
        apiBaseUrl: 'http://127.0.0.1:9999/v1',
      },
      stack,
    );
    expect(parseExport(inputOf(task))).toMatchObject({
      create: { Api: { baseUrl: 'http://127.0.0.1:9999/v1', headers: { 'X-Tenant-Org-Id': 'org-1' } } },
      windows: { kind: 'once', start: '2026-01-01T00:00:00Z', end: '2026-02-01T00:00:00Z', delay: 0 },
      task: {
        name: 'January',
        description: 'once',
        outputPath: 'exports/january/',
        type: 'ADS',
        fileFormat: 'PARQUET',
        columns: ['VIDEO_ID', 'PLAYED'],
      },
      attempts: 1,
    });
  });

  it('stays what it is, whatever a parameter says', () => {
    const stack = aStack();
    const token = (id: string) => new CfnParameter(stack, id).valueAsString;
    const output = anOutput({ prefix: token('Prefix'), tenantOrgId: token('Tenant') }, stack);
    const licenseKey = token('License');
    const task = aTask({ output, licenseKey, outputPath: `${output.prefix}daily`, taskName: token('Name') }, stack);
    const nasty = 'x","attempts":9,"a":"\\';
    const read = parseExport(inputOf(task, { License: nasty, Name: 'näme', Tenant: 'org-1', Prefix: 'exports' }));
    expect(read).toMatchObject({
      task: { licenseKey: nasty, name: 'näme', outputPath: 'exports/daily/' },
      create: { Api: { headers: { 'X-Tenant-Org-Id': 'org-1' } } },
      attempts: 3,
    });
  });

  it('holds no secret, but where it is', () => {
    const stack = aStack();
    const apiKey = VendorSecret.fromSecretsManager(new Secret(stack, 'Made'), 'key');
    const input = inputOf(aTask({ apiKey }, stack));
    expect(JSON.stringify(input)).not.toContain('resolve:');
    expect(parseExport(input)).toMatchObject({
      create: { Api: { authentication: [{ secret: { arn: expect.stringMatching(/^<Made/), field: 'key' } }] } },
    });
  });
});

describe('what is made', () => {
  it('S0.23 is called every ten minutes, by a role that may call this function and no other', () => {
    const schedule = aSchedule();
    const resources = resourcesOf(schedule);
    const [[functionId] = []] = Object.entries(resources).filter(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith('BitmovinExport'),
    );
    const [ticks] = resourcesOfType(schedule, 'AWS::Scheduler::Schedule');
    const [[callerId, caller] = []] = Object.entries(resources).filter(([id]) =>
      /^BitmovinExportFunctionCaller[^D]/.test(id),
    );
    expect(ticks?.Properties).toMatchObject({
      ScheduleExpression: 'rate(10 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: { 'Fn::GetAtt': [functionId, 'Arn'] },
        RoleArn: { 'Fn::GetAtt': [callerId, 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 2 },
      },
    });
    expect(caller?.Properties.AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:SourceAccount': { Ref: 'AWS::AccountId' },
              'aws:SourceArn': {
                'Fn::Join': [
                  '',
                  ['arn:', { Ref: 'AWS::Partition' }, `:scheduler:eu-west-1:${ACCOUNT}:schedule-group/default`],
                ],
              },
            },
          },
        },
      ],
    });
    // After the grants and the role that Bitmovin writes by: the first tick comes at once.
    expect(ticks?.DependsOn).toEqual(
      expect.arrayContaining([
        functionId,
        expect.stringMatching(/^BitmovinExportFunctionRoleDefaultPolicy/),
        expect.stringMatching(/^AnalyticsRole/),
      ]),
    );
  });

  it('S0.24 goes off at the first error, and tells who is to be told', () => {
    const stack = aStack();
    const schedule = aSchedule({ alarmTopic: new Topic(stack, 'Topic') }, stack);
    const alarms = resourcesOfType(schedule, 'AWS::CloudWatch::Alarm')
      .map(({ Properties }) => Properties)
      .sort((a, b) => String(a.Namespace).localeCompare(String(b.Namespace)));
    const [topic] = Object.keys(resourcesOf(stack)).filter((id) => id.startsWith('Topic'));
    const usual = {
      Statistic: 'Sum',
      Period: 600,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: topic }],
    };
    expect(alarms).toMatchObject([
      { ...usual, Namespace: 'AWS/Lambda', MetricName: 'Errors' },
      {
        ...usual,
        Namespace: 'cdk-vendor-access',
        MetricName: 'ExportErrors',
        Dimensions: [{ Name: 'Export', Value: NAME }],
      },
    ]);
  });

  it('the function may read the key and keep ledgers, and nothing else', () => {
    const statements = statementsOf(aSchedule());
    expect(statements).toEqual([
      expect.objectContaining({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }),
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: SECRET_ARN },
      overTls({
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: {
          'Fn::Join': [
            '',
            [
              { 'Fn::GetAtt': [expect.stringMatching(/^AnalyticsBucket/), 'Arn'] },
              '/.cdk-vendor-access/bitmovin-exports/*',
            ],
          ],
        },
      }),
    ]);
  });

  it("a bucket's own key may be used for its ledgers", () => {
    const stack = aStack();
    const output = anOutput({ encryptionKey: new Key(stack, 'BucketKey') }, stack);
    expect(statementsOf(aSchedule({ output }, stack)).at(-1)).toMatchObject({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: { StringEquals: { 'kms:ViaService': expect.anything() } },
    });
  });

  it('the first export of a stack adds nine resources, a further one two, and a grant for what is new', () => {
    const [none, one, two] = [0, 1, 2].map((count) => {
      const stack = aStack();
      const output = anOutput({ prefix: 'exports/' }, stack);
      const keys = [aKey(stack, 'One'), aKey(stack, 'Two', OTHER_ARN)].slice(0, count);
      keys.map((apiKey, index) =>
        aSchedule({ output, apiKey, outputPath: `exports/${index}/` }, stack, `Daily${index}`),
      );
      return stack;
    });
    const count = (stack?: Stack) => Object.keys(stack ? resourcesOf(stack) : {}).length;
    expect([count(one) - count(none), count(two) - count(one)]).toEqual([9, 2]);
    expect(two && statementsOf(two).map(({ Resource }) => Resource)).toEqual(
      expect.arrayContaining([SECRET_ARN, OTHER_ARN]),
    );
  });

  it("another account's secret gets the warning that it needs", () => {
    const stack = aStack();
    aSchedule({ apiKey: aKey(stack, 'Foreign', SECRET_ARN.replace(ACCOUNT, '999999999999')) }, stack);
    expect(warningsOf(stack).join()).toContain("is account 999999999999's");
  });

  it('an output that is known by its id takes the bucket of its ledgers', () => {
    const stack = aStack();
    const output = BitmovinAnalyticsOutput.fromOutputId(stack, 'Given', {
      outputId: 'a1b2',
      apiKey: aKey(stack),
      prefix: 'exports/',
    });
    const ledgerBucket: IBucket = Bucket.fromBucketName(stack, 'Bucket', 'acme-exports');
    expect(parseExport(inputOf(aSchedule({ output, ledgerBucket }, stack)))).toMatchObject({ bucket: 'acme-exports' });
  });
});

function statementsOf(construct: IConstruct): Record<string, unknown>[] {
  const [policy] = Object.entries(resourcesOf(construct)).filter(([id]) =>
    id.startsWith('BitmovinExportFunctionRoleDefaultPolicy'),
  );
  return Object(policy?.[1].Properties.PolicyDocument).Statement;
}

it('E11 schedules may call the function alone, and none of its versions', () => {
  const resources = resourcesOf(aSchedule());
  const [functionId] = Object.keys(resources).filter((id) => /^BitmovinExportFunction[0-9A-F]{8}$/.test(id));
  const [policy] = Object.entries(resources).filter(([id]) =>
    id.startsWith('BitmovinExportFunctionCallerDefaultPolicy'),
  );
  expect(policy?.[1].Properties.PolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [functionId, 'Arn'] } }],
  });
});

it('E9 every role of a stack with exports is within the boundary', () => {
  const stack = aStack();
  const permissionsBoundary = ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'most');
  const output = anOutput({ prefix: 'exports/', permissionsBoundary }, stack);
  aSchedule({ output, permissionsBoundary }, stack);
  const roles = resourcesOfType(stack, 'AWS::IAM::Role');
  expect(roles).toHaveLength(4);
  for (const { Properties } of roles) {
    expect(Properties).toHaveProperty('PermissionsBoundary');
  }
});
