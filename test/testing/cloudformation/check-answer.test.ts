import { checkAnswer } from '../../../testing/cloudformation/check-answer';

const EVENT = {
  RequestType: 'Create' as const,
  RequestId: 'request',
  StackId: 'stack',
  LogicalResourceId: 'One',
  ResourceType: 'Custom::One',
  ServiceToken: 'function',
  ResponseURL: 'http://127.0.0.1/',
  ResourceProperties: {},
};

const GOOD = {
  Status: 'SUCCESS',
  PhysicalResourceId: 'made',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'One',
};

const check = (change: Record<string, unknown>) =>
  checkAnswer(EVENT, Buffer.from(JSON.stringify({ ...GOOD, ...change })));

/** An answer of so many bytes. */
function ofBytes(bytes: number, filling = 'x'): Buffer {
  const empty = Buffer.byteLength(JSON.stringify({ ...GOOD, Reason: '' }));
  const times = Math.floor((bytes - empty) / Buffer.byteLength(filling));
  const Reason = filling.repeat(times).padEnd(times * filling.length + ((bytes - empty) % Buffer.byteLength(filling)));
  const body = Buffer.from(JSON.stringify({ ...GOOD, Reason }));
  expect(body).toHaveLength(bytes);
  return body;
}

describe('what is taken', () => {
  it('is a success, with what it says', () => {
    expect(check({ Data: { a: '1', b: { c: ['2'] } }, Reason: 'why not' })).toEqual({
      status: 'SUCCESS',
      physicalId: 'made',
      reason: 'why not',
      data: { a: '1', b: { c: ['2'] } },
    });
    expect(check({})).toMatchObject({ status: 'SUCCESS', reason: '', data: {} });
  });

  it('is a failure that says why', () => {
    expect(check({ Status: 'FAILED', Reason: 'no' })).toMatchObject({ status: 'FAILED', reason: 'no' });
  });

  it.each(['x', 'ж', '🎬'])('is 4,096 bytes of %s', (filling) => {
    expect(checkAnswer(EVENT, ofBytes(4_096, filling)).status).toBe('SUCCESS');
  });

  it.each(['x'.repeat(1_024), 'ж'.repeat(512)])('is a physical id of 1,024 bytes', (id) => {
    expect(check({ PhysicalResourceId: id })).toMatchObject({ status: 'SUCCESS', physicalId: id });
  });
});

describe('what is rejected, and fails the resource without an id of its own', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['an empty physical id', { PhysicalResourceId: '' }, 'Invalid PhysicalResourceId'],
    ['no physical id', { PhysicalResourceId: undefined }, 'Invalid PhysicalResourceId'],
    ['a physical id that is no text', { PhysicalResourceId: 7 }, 'Invalid PhysicalResourceId'],
    ['one of 1,025 bytes', { PhysicalResourceId: 'x'.repeat(1_025) }, 'Invalid PhysicalResourceId'],
    ['one of 1,026 bytes in 513 letters', { PhysicalResourceId: 'ж'.repeat(513) }, 'Invalid PhysicalResourceId'],
    ['another stack', { StackId: 'other' }, "Invalid response: StackId is not the request's"],
    ['another request', { RequestId: 'other' }, "Invalid response: RequestId is not the request's"],
    ['another resource', { LogicalResourceId: undefined }, "Invalid response: LogicalResourceId is not the request's"],
    ['another status', { Status: 'success' }, 'Invalid response: Status is neither SUCCESS nor FAILED'],
    ['a failure without a reason', { Status: 'FAILED' }, 'Invalid response: FAILED without a Reason'],
    ['a failure with an empty one', { Status: 'FAILED', Reason: '' }, 'Invalid response: FAILED without a Reason'],
    ['a failure without an id', { Status: 'FAILED', Reason: 'no', PhysicalResourceId: '' }, 'Invalid Physical'],
    ['data that is a list', { Data: ['a'] }, 'Invalid response: Data is not a map'],
    ['data that is null', { Data: null }, 'Invalid response: Data is not a map'],
    ['data that is text', { Data: 'a' }, 'Invalid response: Data is not a map'],
  ])('%s', (_, change, reason) => {
    expect(check(change)).toEqual({
      status: 'FAILED',
      physicalId: '',
      reason: expect.stringContaining(reason),
      data: {},
    });
  });

  it.each(['x', 'ж', '🎬'])('4,097 bytes of %s', (filling) => {
    expect(checkAnswer(EVENT, ofBytes(4_097, filling))).toMatchObject({
      status: 'FAILED',
      physicalId: '',
      reason: 'Response object is too long.',
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half a JSON', Buffer.from(JSON.stringify(GOOD).slice(0, -1))],
    ['a list', Buffer.from(JSON.stringify([GOOD]))],
    ['text', Buffer.from('"text"')],
    ['null', Buffer.from('null')],
    ['UTF-16', Buffer.from(JSON.stringify(GOOD), 'utf16le')],
    ['half a character', Buffer.from(JSON.stringify({ ...GOOD, Reason: '?' }).replace('?', '\xe9'), 'latin1')],
  ])('%s', (_, body) => {
    expect(checkAnswer(EVENT, body)).toMatchObject({
      status: 'FAILED',
      physicalId: '',
      reason: 'Invalid response: not a JSON object in UTF-8',
    });
  });
});
