import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { bundleRegistration } from '../../../build/handlers';
import type { ResourceDescription } from '../../../handlers/runtime/effects';
import { asAsked } from '../open';
import { Answers, type Ran, runLambda } from './lambda';
import { API_KEY, STACK_ID, World } from './world';

let bundle: string;
let world: World;
let answers: Answers;
let aws: Server;
/** The resource as CloudFormation describes it. */
let resource: ResourceDescription;

beforeAll(async () => {
  bundle = mkdtempSync(path.join(tmpdir(), 'vendor-access-index-'));
  await bundleRegistration(bundle);
});
beforeEach(async () => {
  world = await World.start();
  answers = await Answers.open();
  // Secrets Manager has the key; CloudFormation, which speaks XML, says no more than that it has the request open.
  aws = createServer(async (request, response) => {
    const isSecrets = String(request.headers['x-amz-target']).startsWith('secretsmanager');
    const isResource = (await text(request)).includes('Action=DescribeStackResource&');
    const { status, physicalId } = resource;
    const detail = `<ResourceStatus>${status}</ResourceStatus><PhysicalResourceId>${physicalId}</PhysicalResourceId>`;
    const result = `<DescribeStackResourceResult><StackResourceDetail>${detail}</StackResourceDetail></DescribeStackResourceResult>`;
    const described = `<DescribeStackResourceResponse>${result}</DescribeStackResourceResponse>`;
    const key = JSON.stringify({ SecretString: API_KEY });
    response.writeHead(isSecrets || isResource ? 200 : 400).end(isSecrets ? key : isResource ? described : '');
  });
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await world.stop();
  await answers.close();
  await new Promise((resolve) => aws.close(resolve));
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

function run(...events: Record<string, unknown>[]): Promise<Ran> {
  const { port } = aws.address() as AddressInfo;
  const env = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'canary-of-aws',
  };
  resource = asAsked(events[0]);
  const full = events.map((more) => ({ ...world.event(more), ResponseURL: answers.url() }));
  return runLambda(bundle, full, { env });
}

const create = () => ({ RequestType: 'Create', ResourceProperties: world.properties() });

it('1 the bundled handler makes a record, and answers with it', async () => {
  const ran = await run(create());
  expect(ran.outcomes).toEqual(['returned']);
  const [record] = world.bitmovin.outputs();
  expect(answers.taken).toEqual([
    expect.objectContaining({ Status: 'SUCCESS', Data: { RecordId: record?.id, ExternalId: record?.externalId } }),
  ]);
});

describe('the log', () => {
  it('41 says in each line, as JSON, what it belongs to, and never a secret', async () => {
    const ran = await run(create());
    expect(ran.lines.length).toBeGreaterThan(5);
    for (const line of ran.lines) {
      expect(line).toMatchObject({
        level: expect.stringMatching(/^(INFO|WARN|ERROR)$/),
        message: expect.any(String),
        requestId: 'lambda-request',
        cloudFormationRequest: 'request-1',
        stackId: STACK_ID,
        logicalId: 'AnalyticsRegistration',
      });
    }
    const log = JSON.stringify(ran.lines);
    expect(log).not.toMatch(/canary|X-Amz-Signature|acme-exports/);
    expect(ran.lines).toContainEqual(
      expect.objectContaining({ level: 'WARN', message: expect.stringContaining('did not say') }),
    );
  });

  it('says what failed as an error', async () => {
    world.bitmovin.rotateApiKey('another');
    const ran = await run(create());
    expect(ran.lines).toContainEqual(expect.objectContaining({ level: 'ERROR', message: 'answer', status: 'FAILED' }));
    expect(ran.lines.at(-1)).toMatchObject({ message: 'metrics', RequestType: 'Create', Abandoned: 0 });
  });
});

describe('the metrics', () => {
  const metricsOf = (ran: Ran) => ran.lines.filter((line) => '_aws' in line);
  const DIRECTIVE = {
    Namespace: 'cdk-vendor-access',
    Dimensions: [['RequestType']],
    Metrics: [
      { Name: 'Duration', Unit: 'Milliseconds' },
      { Name: 'Retries', Unit: 'Count' },
      { Name: 'VendorRefusals', Unit: 'Count' },
      { Name: 'Abandoned', Unit: 'Count' },
    ],
  };

  it('are one line a run, the last, in the form that CloudWatch reads', async () => {
    const start = Date.now();
    const ran = await run(create(), { ...create(), LogicalResourceId: 'Other' });
    expect(metricsOf(ran)).toHaveLength(2);
    expect(ran.lines.at(-1)).toMatchObject({
      _aws: { Timestamp: expect.any(Number), CloudWatchMetrics: [DIRECTIVE] },
      RequestType: 'Create',
      Duration: expect.any(Number),
      Retries: 0,
      VendorRefusals: 0,
      Abandoned: 0,
    });
    const { _aws, Duration } = Object(ran.lines.at(-1));
    expect(_aws.Timestamp).toBeGreaterThanOrEqual(start);
    expect(_aws.Timestamp).toBeLessThanOrEqual(Date.now());
    expect(Duration).toBeGreaterThan(0);
    expect(Duration).toBeLessThanOrEqual(Date.now() - start);
  });

  it('count what the vendor refused, and what was tried again', async () => {
    let gets = 0;
    world.bitmovin.intercept = ({ method }) =>
      method === 'GET' && ++gets <= 2 ? { status: 429, headers: { 'retry-after': '0' } } : undefined;
    expect(metricsOf(await run(create()))).toEqual([expect.objectContaining({ Retries: 2, VendorRefusals: 2 })]);
  });

  it('31 count a Delete that failed, and what it left is an error in the log', async () => {
    const physicalId = 'va1:own:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA:left';
    world.bitmovin.rotateApiKey('another');
    const ran = await run({ ...create(), RequestType: 'Delete', PhysicalResourceId: physicalId });
    expect(metricsOf(ran)).toEqual([expect.objectContaining({ RequestType: 'Delete', Abandoned: 1 })]);
    expect(ran.lines).toContainEqual(expect.objectContaining({ level: 'ERROR', status: 'FAILED', physicalId }));
  });

  it('do not count a Delete that did not', async () => {
    const physicalId = 'va1:own:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA:gone';
    const ran = await run({ ...create(), RequestType: 'Delete', PhysicalResourceId: physicalId });
    expect(metricsOf(ran)).toEqual([expect.objectContaining({ Abandoned: 0, VendorRefusals: 2 })]);
  });

  it('are there where the answer is not taken, and where there is nobody to answer', async () => {
    answers.statuses = [400];
    const ran = await run({ ...create(), RequestType: 'Nonsense' });
    expect(ran.outcomes[0]).toMatch(/^threw/);
    expect(ran.lines.at(-1)).toMatchObject({ RequestType: 'Unknown', _aws: expect.anything() });
  });
});
