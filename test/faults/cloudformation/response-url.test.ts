import dns from 'node:dns';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AnswerEffects, deliver } from '../../../handlers/custom-resource/response';
import { checkAnswer } from '../../../testing/cloudformation/check-answer';
import { HeldExchange } from '../held-exchange';

/** What the answers are to. */
const ASKED = {
  RequestType: 'Create' as const,
  StackId: 's',
  RequestId: 'r',
  LogicalResourceId: 'l',
  ResourceType: 'Custom::VendorRegistration',
  ServiceToken: 'f',
  ResponseURL: '',
  ResourceProperties: {},
};

interface Put {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** Settles when the client hangs up. */
  readonly hungUp: Promise<unknown>;
}

let server: Server;
let puts: Put[];
/** What each attempt meets, in turn; an attempt past the last is taken. */
let meets: ((put: Put) => void)[];
let slept: number[];
let lines: string[];

beforeEach(async () => {
  [puts, meets, slept, lines] = [[], [], [], []];
  server = createServer(async (request, response) => {
    const hungUp = new Promise((resolve) => response.once('close', resolve));
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const put = { headers: request.headers, body: Buffer.concat(chunks), response, hungUp };
    puts.push(put);
    (meets[puts.length - 1] ?? (() => response.end()))(put);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Answers with the registration's own code, over real sockets. */
function answer(reason: string, host = '127.0.0.1'): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const asked = {
    responseUrl: `http://${host}:${port}/a?X-Amz-Signature=s`,
    stackId: 's',
    requestId: 'r',
    logicalId: 'l',
  };
  const teller: AnswerEffects = {
    exchange: async (request) => {
      const number = puts.length;
      const held = new HeldExchange(request);
      await held.end(() => (puts[number] && [hang, half].includes(meets[number] ?? reset) ? 'answer' : undefined));
      return held.answer;
    },
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    random: () => 0.5,
    log: (message, fields) => lines.push(JSON.stringify({ message, ...fields })),
    clean: (text) => text,
  };
  return deliver(asked, { status: 'FAILED', physicalId: 'p', reason }, teller);
}

const reset = ({ response }: Put) => response.socket?.resetAndDestroy();
const hang = () => undefined;
const half = ({ response }: Put) => {
  response.writeHead(200, { 'content-length': 10 });
  response.write('half');
};

it.each<[string, ((put: Put) => void)[]]>([
  ['8 reset (ECONNRESET)', [reset]],
  ['8 reset twice, and then answered 503', [reset, reset, ({ response }) => response.writeHead(503).end()]],
  ['11 accepted and never answered', [hang]],
  ['11 accepted and never answered, twice', [hang, hang]],
  ['11 answered by half', [half]],
])('%s: an answer is sent again, after a while', async (_, faults) => {
  meets = faults;
  await answer('no');
  expect(puts).toHaveLength(faults.length + 1);
  expect(new Set(puts.map(({ body }) => body.toString())).size).toBe(1);
  expect(slept).toHaveLength(faults.length);
  expect(slept).toEqual([...slept].sort((a, b) => a - b));
  expect(slept[0]).toBeGreaterThan(0);
});

it('11 an attempt is hung up on when its time is over', async () => {
  meets = [hang];
  await answer('no');
  await puts[0]?.hungUp;
  expect(lines.join('\n')).toContain('no whole answer within');
});

it('11 an answer that nobody ever takes is given up while there is time, with an error', async () => {
  meets = Array(99).fill(hang);
  await expect(answer('no')).rejects.toThrow('CloudFormation did not take the answer: no whole answer within');
  // Kept back for it at the function's end are 15 seconds.
  const inAll = puts.length * 2_500 + slept.reduce((a, b) => a + b, 0);
  expect(inAll).toBeLessThan(15_000);
});

describe('a bucket whose name cannot be looked up', () => {
  /** Fails so many look-ups; then the name is loopback's. */
  function failLookUps(times: number, code: string): jest.SpyInstance {
    let asked = 0;
    const loopback = [{ address: '127.0.0.1', family: 4 }];
    return jest.spyOn(dns, 'lookup').mockImplementation((...given: unknown[]) => {
      const heard = given.at(-1);
      const error = asked++ < times ? Object.assign(new Error(`getaddrinfo ${code} answers.example`), { code }) : null;
      if (typeof heard === 'function') {
        setImmediate(() => heard(error, loopback));
      }
    });
  }

  it.each([
    ['8 for a moment (EAI_AGAIN): the answer is sent again', 'EAI_AGAIN', 2],
    ['8 for a moment (ENOTFOUND): the answer is sent again', 'ENOTFOUND', 1],
  ])('%s', async (_, code, times) => {
    const lookup = failLookUps(times, code);
    await answer('no', 'answers.example');
    expect(lookup).toHaveBeenCalledTimes(times + 1);
    expect(puts).toHaveLength(1);
    expect(slept).toHaveLength(times);
  });

  it('8 for ever: is given up, with an error', async () => {
    failLookUps(99, 'EAI_AGAIN');
    await expect(answer('no', 'answers.example')).rejects.toThrow('EAI_AGAIN');
    expect(slept.length).toBeLessThan(10);
  });
});

it.each([
  ['plain', 'no'],
  ['in Cyrillic', 'нет'.repeat(100)],
  ['in emoji', '🎬'.repeat(100)],
  ['cut in the middle of emoji', `a${'🎬'.repeat(3_000)}`],
])('12 an answer, %s, says no content type, and its length in bytes', async (_, reason) => {
  await answer(reason);
  const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = puts;
  expect(headers['content-type']).toBe('');
  expect(headers['transfer-encoding']).toBeUndefined();
  expect(headers['content-length']).toBe(String(body.length));
  // Whole, and no character cut in two.
  expect(new TextDecoder('utf-8', { fatal: true }).decode(body)).toBe(JSON.stringify(JSON.parse(body.toString())));
  expect(reason.startsWith(JSON.parse(body.toString()).Reason)).toBe(true);
});

it.each([
  ['plain', 'x'.repeat(20_000)],
  ['in Cyrillic', 'ж'.repeat(10_000)],
  ['in emoji', `a${'🎬'.repeat(5_000)}`],
  ['of what JSON escapes', '"\\'.repeat(5_000)],
  ['of what JSON escapes at length', '\u0001\u001f'.repeat(5_000)],
])('13 an answer whose reason is long, %s, is cut to what CloudFormation takes', async (_, reason) => {
  await answer(reason);
  const [{ body } = { body: Buffer.alloc(0) }] = puts;
  const taken = checkAnswer(ASKED, body);
  expect(taken).toMatchObject({ status: 'FAILED', physicalId: 'p' });
  expect(reason.startsWith(taken.reason)).toBe(true);
  // No more than it must be.
  expect(body.length).toBeGreaterThan(3_500);
});
