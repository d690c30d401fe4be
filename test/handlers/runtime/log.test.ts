import { Log } from '../../../handlers/runtime/log';
import { metricsOf, Tally } from '../../../handlers/runtime/metrics';
import { Redactor } from '../../../handlers/runtime/redactor';

function linesOf(event: unknown, secret: string, write: (log: Log) => void): string[] {
  const lines: string[] = [];
  const redactor = new Redactor();
  redactor.add(secret);
  write(new Log(event, 'lambda-1', redactor, (line) => lines.push(line)));
  return lines;
}

it.each(['"', '{', ':', '1', 'Count', 'a"b\\'])('41 a line stays JSON whatever the secret is: %s', (secret) => {
  const tally = new Tally();
  tally.count('retries');
  const [line = ''] = linesOf({ StackId: `s${secret}` }, secret, (log) =>
    log.line('metrics', { text: `of ${secret} all`, ...metricsOf('Create', tally, 0, 1111) }),
  );
  expect(JSON.parse(line)).toMatchObject({ stackId: 's***', text: 'of *** all', Duration: 1111, Retries: 1 });
});

it.each<[unknown, object]>([
  [undefined, {}],
  ['text', {}],
  [{ RequestId: 7, ResourceProperties: { canary: 'x' } }, {}],
  [
    { RequestId: 'r', StackId: 's', LogicalResourceId: 'l', ResponseURL: 'https://canary' },
    { cloudFormationRequest: 'r', stackId: 's', logicalId: 'l' },
  ],
])('a line about %j says what is known of it, and nothing else', (event, about) => {
  const [line = ''] = linesOf(event, 'x', (log) => log.line('m', { a: 1 }, 'WARN'));
  expect(JSON.parse(line)).toEqual({ level: 'WARN', message: 'm', requestId: 'lambda-1', a: 1, ...about });
});

it('a clock that was set back makes no negative duration', () => {
  expect(metricsOf('Create', new Tally(), 1000, 900)).toMatchObject({ Duration: 0 });
});
