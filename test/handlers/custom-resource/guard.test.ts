import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundleRegistration } from '../../../build/handlers';
import { failedId, requestDigest } from '../../../handlers/custom-resource/physical-id';
import { Answers, type Ran, runLambda } from '../registration/lambda';

let bundle: string;
let answers: Answers;
const folders: string[] = [];

beforeAll(async () => {
  bundle = folderOf();
  await bundleRegistration(bundle);
});
beforeEach(async () => {
  answers = await Answers.open();
});
afterEach(() => answers.close());
afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function folderOf(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-guard-'));
  folders.push(folder);
  return folder;
}

/** The bundled guard beside another main; undefined is none at all. */
function guarding(main: string | undefined): string {
  const folder = folderOf();
  copyFileSync(path.join(bundle, 'index.js'), path.join(folder, 'index.js'));
  if (main !== undefined) {
    writeFileSync(path.join(folder, 'main.js'), main);
  }
  return folder;
}

/** A main that runs this body. */
const doing = (body: string) => `exports.main = async (event, run, deadline) => { ${body} };`;
const SUCCESS = "return { status: 'SUCCESS', physicalId: 'made' };";
const FOR_EVER = 'await new Promise(() => undefined);';
const OWN = 'va1:own:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA:id';
const Q = requestDigest({ requestId: 'request-1' });
const NONE = failedId('none', Q);
/** Milliseconds: half of what a run is given. A run that waits for its end takes nearly all of it. */
const LONG_BEFORE_THE_END = 150_000;
const MAYBE = failedId('maybe', Q);

function event(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    RequestType: 'Create',
    RequestId: 'request-1',
    StackId: 'stack-1',
    LogicalResourceId: 'Registration',
    ResponseURL: answers.url(),
    ResourceProperties: { canary: 'canary-property' },
    ...more,
  };
}

const run = (main: string | undefined, more: Record<string, unknown> = {}, options = {}) =>
  runLambda(guarding(main), [event(more)], options);

/** One answer was sent and taken, the handler returned, nothing leaked, and the metrics are the last line. */
function expectFailed(ran: Ran, physicalId: string): void {
  expect(ran).toMatchObject({ outcomes: ['returned'], exitCode: 0 });
  expect(answers.sent).toHaveLength(1);
  expect(answers.taken).toEqual([
    {
      Status: 'FAILED',
      Reason: expect.stringMatching(/^.{20,300}$/),
      PhysicalResourceId: physicalId,
      StackId: 'stack-1',
      RequestId: 'request-1',
      LogicalResourceId: 'Registration',
    },
  ]);
  expect(answers.sent[0]).not.toContain('canary');
  expect(JSON.stringify(ran.lines)).not.toMatch(/canary-(signature|session|property)|X-Amz-/);
  expect(ran.lines.at(-1)).toMatchObject({ message: 'metrics', RequestType: expect.any(String) });
}

describe('a main that cannot be loaded', () => {
  const broken: [string, string | undefined][] = [
    ['4 throws', "throw new Error('canary: ' + process.env.AWS_SESSION_TOKEN);"],
    ['4 throws what is no error', "throw { canary: 'canary' };"],
    ['4 is not there', undefined],
    ['4 is cut short', 'exports.main = async (event) => {'],
    ['4 exports nothing', ''],
    ['4 loads what is not there', "require('./aws-clients');"],
  ];

  it.each(broken)('%s: a Create made nothing', async (_, main) => {
    const ran = await run(main, {}, { env: { AWS_SESSION_TOKEN: 'canary-session' } });
    expectFailed(ran, NONE);
    expect(ran.milliseconds[0]).toBeLessThan(LONG_BEFORE_THE_END);
    expect(answers.taken[0]?.Reason).toMatch(/^The registration function failed \(\w+\): .* lambda-request\.$/);
    expect(ran.lines).toContainEqual(expect.objectContaining({ level: 'ERROR', reason: expect.any(String) }));
  });

  it.each([
    ['Update', OWN],
    ['Delete', OWN],
    ['Delete', 'va1:maybe:AAAAAAAAAAAAAA'],
    ['Delete', 'Stack-Resource-INVENTED'],
  ])('4 32 a failed %s of %s keeps the id', async (RequestType, PhysicalResourceId) => {
    expectFailed(await run('throw 1;', { RequestType, PhysicalResourceId }), PhysicalResourceId);
  });

  it.each([NONE, 'va1:adopted:id', 'va1:call:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB'])(
    '21 51 does not keep a stack in which nothing was made: %s',
    async (id) => {
      await run('throw 1;', { RequestType: 'Delete', PhysicalResourceId: id });
      expect(answers.taken).toEqual([expect.objectContaining({ Status: 'SUCCESS', PhysicalResourceId: id })]);
    },
  );

  it('4 is loaded again for the next event, by when it may be well', async () => {
    const folder = guarding(`
      if ((process.env.TRIES = Number(process.env.TRIES ?? 0) + 1) < 2) throw new Error('not yet');
      ${doing(SUCCESS)}`);
    const ran = await runLambda(folder, [event(), event()]);
    expect(ran.outcomes).toEqual(['returned', 'returned']);
    expect(answers.taken.map(({ Status }) => Status)).toEqual(['FAILED', 'SUCCESS']);
  });
});

describe('a main that fails on its way', () => {
  it.each([
    ['2 throws', "throw new Error('canary-key');"],
    ['41 throws with the ResponseURL', 'throw new Error(event.ResponseURL);'],
    ['41 throws with a part of it', "throw new Error(new URL(event.ResponseURL).searchParams.get('X-Amz-Signature'));"],
    ['3 rejects late', "await new Promise((_, no) => setTimeout(() => no(new Error('canary-key')), 50));"],
    ['3 leaves a rejection to nobody', `Promise.reject(new Error('canary-key')); ${FOR_EVER}`],
    ['3 leaves one to nobody later', `setTimeout(() => Promise.reject('canary-key'), 50); ${FOR_EVER}`],
    ['3 throws where nobody catches', `setTimeout(() => { throw new Error('canary-key'); }, 50); ${FOR_EVER}`],
  ])('%s: a Create may have made something', async (_, body) => {
    const ran = await run(doing(body));
    expectFailed(ran, MAYBE);
    expect(ran.milliseconds[0]).toBeLessThan(LONG_BEFORE_THE_END);
  });

  it('3 27 a Delete of what made nothing fails, where something was found before', async () => {
    const ran = await run(doing("throw new Error('late');"), { RequestType: 'Delete', PhysicalResourceId: NONE });
    expectFailed(ran, NONE);
  });

  it('3 is over as soon as it is answered for, and not listened to, however it ends', async () => {
    answers.slowness = 300;
    const ran = await run(
      doing(`Promise.reject(new Error('lost'));
        await new Promise((yes) => setTimeout(yes, 100));
        run.log('still there', { over: run.over() });
        ${SUCCESS}`),
    );
    expectFailed(ran, MAYBE);
    expect(ran.lines).toContainEqual(expect.objectContaining({ message: 'still there', over: true }));
  });

  it('3 is over once it has been answered: what it left running may do nothing more', async () => {
    const ran = await run(doing(`setTimeout(() => run.log('still there', { over: run.over() }), 200); ${SUCCESS}`));
    expect(ran.lines).toContainEqual(expect.objectContaining({ message: 'still there', over: true }));
  });

  it('18 an error that nobody catches, once it has decided, changes nothing', async () => {
    answers.slowness = 200;
    const ran = await run(doing(`setTimeout(() => Promise.reject(new Error('late')), 50); ${SUCCESS}`));
    expect(ran.outcomes).toEqual(['returned']);
    expect(answers.taken).toEqual([expect.objectContaining({ Status: 'SUCCESS', PhysicalResourceId: 'made' })]);
    expect(answers.sent).toHaveLength(1);
    expect(ran.lines).toContainEqual(expect.objectContaining({ level: 'ERROR', reason: 'late' }));
  });

  it('5 is answered for while there is time', async () => {
    const ran = await run(doing(FOR_EVER), {}, { left: 2_000 });
    expectFailed(ran, MAYBE);
    // The guard's own timer is the first, and leaves time to answer.
    expect(ran.timers[0]).toBe(1_000);
    expect(answers.taken[0]?.Reason).toContain(
      "time was up before the request was done: deploy again when the vendor's",
    );
  });
});

describe('what is left to do after the answer', () => {
  const afterwards = (body: string) =>
    doing(`const afterwards = async () => { run.log('begun', { at: Date.now() }); ${body} };
      return { status: 'SUCCESS', physicalId: 'made', afterwards };`);

  it('is done before the function is frozen, and before the metrics', async () => {
    const ran = await run(afterwards("run.log('late', { over: run.over() });"));
    expect(ran.outcomes).toEqual(['returned']);
    expect(answers.taken).toEqual([expect.objectContaining({ Status: 'SUCCESS' })]);
    expect(ran.lines.map(({ message }) => message)).toEqual(['answer', 'begun', 'late', 'metrics']);
    expect(ran.lines).toContainEqual(expect.objectContaining({ message: 'late', over: false }));
  });

  it.each([
    ['18 throws', "throw new Error('late');", 300_000],
    ['18 throws where nobody catches', `setTimeout(() => { throw new Error('late'); }); ${FOR_EVER}`, 300_000],
    ['18 never ends', FOR_EVER, 1_000],
  ])('%s: the answer stands, and nobody repeats the event', async (_, body, left) => {
    const ran = await run(afterwards(body), {}, { left });
    expect(ran.outcomes).toEqual(['returned']);
    expect(answers.sent).toHaveLength(1);
    expect(answers.taken).toEqual([expect.objectContaining({ Status: 'SUCCESS' })]);
    const [begun, metrics] = [ran.lines.find(({ message }) => message === 'begun'), ran.lines.at(-1)];
    expect(metrics).toMatchObject({ message: 'metrics' });
    // They tell how long the answer took, and not what came after it.
    expect(Object(metrics?._aws).Timestamp).toBeLessThanOrEqual(Number(begun?.at));
  });

  it('10 is not done where the answer is not taken', async () => {
    answers.statuses = [403];
    const ran = await run(afterwards("run.log('late');"));
    expect(ran.lines.map(({ message }) => message)).not.toContain('late');
  });
});

describe('an answer that is not taken', () => {
  it.each([
    ['10 a success', doing(SUCCESS)],
    ['10 a failure', doing("throw new Error('no');")],
    ['10 that of a main that cannot be loaded', 'throw 1;'],
  ])('%s: is thrown, for Lambda to repeat the event, and sent by nobody else', async (_, main) => {
    answers.statuses = [403];
    const ran = await run(main);
    expect(ran.outcomes).toEqual(['threw CloudFormation did not take the answer: it answered 403']);
    expect(answers.sent).toHaveLength(1);
    expect(ran.lines.at(-1)).toMatchObject({ message: 'metrics' });
  });

  it('9 is sent again after a 503', async () => {
    answers.statuses = [503];
    const ran = await run(doing(SUCCESS));
    expect(ran.outcomes).toEqual(['returned']);
    expect(answers.taken).toHaveLength(1);
  });

  it.each([[undefined], ['nonsense'], ['file:///tmp/x'], [7], ['']])(
    'with %p for a ResponseURL there is nobody to tell: it throws, and nothing is done',
    async (ResponseURL) => {
      const ran = await run(doing("console.log('{}');"), { ResponseURL });
      expect(ran.outcomes).toEqual(['threw event.ResponseURL is not a URL, so nobody can be told.']);
      expect(ran.lines.map(({ message }) => message)).toEqual(['the event was not answered', 'metrics']);
    },
  );

  it.each([[null], [[]], ['text']])('nor with %j for an event', async (nothing) => {
    const ran = await runLambda(guarding(doing(SUCCESS)), [nothing]);
    expect(ran.outcomes[0]).toMatch(/^threw event\.ResponseURL/);
  });
});

describe('an event that lacks something', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['LogicalResourceId', { LogicalResourceId: 7 }, 'event.LogicalResourceId is not text', NONE],
    [
      'RequestId',
      { RequestId: undefined },
      'event.RequestId is not text',
      failedId('none', requestDigest({ requestId: '' })),
    ],
    ['RequestType', { RequestType: 'Import' }, 'RequestType is not one of Create', NONE],
    [
      'RequestType, of a resource',
      { RequestType: 'Import', PhysicalResourceId: OWN },
      'RequestType is not one of',
      OWN,
    ],
    ['PhysicalResourceId', { RequestType: 'Update', PhysicalResourceId: undefined }, 'PhysicalResourceId', NONE],
    [
      '14 PhysicalResourceId, but for its name',
      { RequestType: 'Delete', PhysicalResourceId: '' },
      'is not text that is not empty',
      NONE,
    ],
    ['ResourceProperties', { ResourceProperties: undefined }, 'ResourceProperties is not a map', NONE],
  ])('37 %s is answered, by the handler as it is', async (_, more, reason, physicalId) => {
    const ran = await runLambda(bundle, [event(more)], { env: { AWS_REGION: 'eu-west-1' } });
    expect(ran.outcomes).toEqual(['returned']);
    expect(answers.taken).toEqual([
      expect.objectContaining({
        Status: 'FAILED',
        Reason: expect.stringContaining(reason),
        PhysicalResourceId: physicalId,
      }),
    ]);
  });
});

describe('B2 an event that names another stack, or none', () => {
  it.each([[undefined], [null], [7], ['stack-2']])(
    '%p: the main is not loaded, and the answer says why',
    async (StackId) => {
      const ran = await run(doing(SUCCESS), { StackId }, { env: { VENDOR_STACK: 'stack-1' } });
      expect(ran.outcomes).toEqual(['returned']);
      expect(answers.taken).toEqual([
        expect.objectContaining({ Status: 'FAILED', Reason: expect.stringContaining('is of another stack') }),
      ]);
      expect(ran.lines.map(({ message }) => message)).toEqual(['the request was not carried out', 'answer', 'metrics']);
    },
  );
});

describe('from one run to the next', () => {
  it('3 no listener is left, and those of the runtime are back', async () => {
    const folder = guarding(doing(`Promise.reject(new Error('lost')); ${FOR_EVER}`));
    const ran = await runLambda(folder, Array(12).fill(event()));
    expect(answers.taken).toHaveLength(12);
    expect(ran.listeners).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('an error that nobody catches between two runs is the runtime’s', async () => {
    const ran = await runLambda(guarding(doing(SUCCESS)), [event()], { env: { REJECT_AFTER: '1' } });
    expect(ran.exitCode).toBe(128);
  });
});
