import { functionLog } from '../../../handlers/runtime/function-log';

const CONTEXT = { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 1_000 };

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.replaceProperty(process, 'env', { AWS_SECRET_ACCESS_KEY: 'canary-key', AWS_SESSION_TOKEN: 'canary-token' });
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterEach(() => jest.restoreAllMocks());

it('writes one line of JSON, which names the run and its level', () => {
  functionLog(CONTEXT).log('a message', { field: 1 });
  functionLog(CONTEXT).log('another', {}, 'WARN');
  expect(lines).toEqual([
    '{"level":"INFO","message":"a message","requestId":"lambda-1","field":1}\n',
    '{"level":"WARN","message":"another","requestId":"lambda-1"}\n',
  ]);
});

it("shows neither the function's own credentials nor a redacted text", () => {
  const { log, redact, clean } = functionLog(CONTEXT);
  redact('canary-secret');
  const text = 'canary-key canary-token canary-secret';
  log(text, { nested: { text } });
  expect(clean(text)).toBe('*** *** ***');
  expect(lines.join()).not.toContain('canary');
});
