import { answer } from '../../../handlers/dolby-media/custom-resource';
import type { KeyEffects } from '../../../handlers/dolby-media/effects';
import { Log } from '../../../handlers/runtime/log';
import { Redactor } from '../../../handlers/runtime/redactor';
import { STACK_VARIABLE } from '../../../lib/vendor-api/contract';
import { Answers } from '../registration/lambda';
import { AwsRefusal, FakeAws, USER } from './aws';

let aws: FakeAws;
let answers: Answers;
let lines: string[];
beforeEach(async () => {
  aws = new FakeAws();
  lines = [];
  answers = await Answers.open();
});
afterEach(() => answers.close());

const STACK_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Media/1';

/** Sends a request that CloudFormation has open, unless it has another status. */
async function send(
  RequestType: string,
  {
    left = 300_000,
    effects = aws.effects(),
    status = `${RequestType.toUpperCase()}_IN_PROGRESS`,
    more = {},
  }: { left?: number; effects?: KeyEffects; status?: string; more?: Record<string, string> } = {},
): Promise<void> {
  process.env[STACK_VARIABLE] = STACK_ID;
  aws.resourceStatus = status;
  const event = {
    RequestType,
    StackId: STACK_ID,
    RequestId: 'request-1',
    LogicalResourceId: 'FirstKey',
    PhysicalResourceId: `keys-of-${USER}`,
    ResponseURL: answers.url(),
    ...more,
  };
  const redactor = new Redactor();
  const log = new Log({}, 'lambda-1', redactor, (line) => lines.push(line));
  const logged: KeyEffects = {
    ...effects,
    log: (message, fields) => log.line(message, fields),
    redact: (secret) => redactor.add(secret),
    clean: (text) => redactor.clean(text),
  };
  await answer(event, logged, { userName: USER, left });
}

it('a Create makes the first key, and S1.11 the answer has no data', async () => {
  await send('Create');
  expect(aws.works(aws.keyAt('AWSCURRENT'))).toBe(true);
  expect(answers.taken).toEqual([
    {
      Status: 'SUCCESS',
      PhysicalResourceId: `keys-of-${USER}`,
      StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Media/1',
      RequestId: 'request-1',
      LogicalResourceId: 'FirstKey',
    },
  ]);
});

it('a Delete deletes every key, so that the user can go', async () => {
  await send('Create');
  aws.create();
  await send('Delete');
  expect(aws.keys.size).toBe(0);
});

it.each([
  ['Create', {}, 'no such request open'],
  ['Delete', {}, 'no such request open'],
  ['Create', { StackId: `${STACK_ID}2` }, 'of another stack'],
  ['Delete', { StackId: `${STACK_ID}2` }, 'of another stack'],
])('B1 B2 a made-up %s %j makes and deletes no key', async (type, more, reason) => {
  await send('Create');
  const before = aws.calls.length;
  await send(type, { status: 'CREATE_COMPLETE', more });
  expect(answers.taken.at(-1)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
  expect(aws.calls).toHaveLength(before);
  expect(aws.keys.size).toBe(1);
});

it('B1 nothing is answered to another bucket than CloudFormation’s', async () => {
  const more = { ResponseURL: 'https://attacker.example/answer' };
  await expect(send('Delete', { more })).rejects.toThrow("is not CloudFormation's bucket");
  expect(aws.calls).toEqual([]);
});

it('an Update changes nothing', async () => {
  await send('Create');
  const before = aws.calls.length;
  await send('Update');
  expect(aws.calls).toHaveLength(before);
  expect(answers.taken.at(-1)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `keys-of-${USER}` });
});

it('a grant that AWS does not know yet is waited for', async () => {
  let refusals = 3;
  aws.before = () => {
    if (refusals-- > 0) {
      throw new AwsRefusal('AccessDeniedException');
    }
  };
  await send('Create');
  expect(answers.taken).toEqual([expect.objectContaining({ Status: 'SUCCESS' })]);
});

it.each(['Create', 'Delete'])('a %s that AWS refuses for good fails, and says why', async (type) => {
  aws.before = () => {
    throw new AwsRefusal('AccessDenied');
  };
  await send(type);
  expect(answers.taken).toEqual([
    expect.objectContaining({
      Status: 'FAILED',
      PhysicalResourceId: `keys-of-${USER}`,
      Reason: 'The keys of the Dolby Media user: AccessDenied: AccessDenied: no',
    }),
  ]);
});

it('answers before its time is up', async () => {
  const effects = aws.effects();
  const stuck = { ...effects, keys: { ...effects.keys, list: () => new Promise<never>(() => undefined) } };
  await send('Create', { left: 20_050, effects: stuck });
  expect(answers.taken).toEqual([
    expect.objectContaining({ Status: 'FAILED', Reason: "The function's time was up: deploy again." }),
  ]);
});

it('S1.11 a key is in no line of the log, and in no answer, whatever AWS says', async () => {
  aws.before = (call) => {
    if (call === 'put') {
      const [{ secret } = { secret: '' }] = aws.keys.values();
      throw new Error(`could not store ${secret}`);
    }
  };
  await send('Create');
  expect(answers.taken).toEqual([
    expect.objectContaining({ Status: 'FAILED', Reason: expect.stringContaining('could not store ***') }),
  ]);
  expect(lines.length).toBeGreaterThan(1);
  expect(JSON.stringify([lines, answers.sent])).not.toContain('canary-');
});

it('S1.11 neither is what of the ResponseURL lets others answer', async () => {
  await send('Create');
  expect(lines.join()).not.toContain('canary-signature');
});
