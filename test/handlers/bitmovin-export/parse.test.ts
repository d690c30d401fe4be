import { parseExport } from '../../../handlers/bitmovin-export/parse';
import type { ExportWire } from '../../../lib/vendors/bitmovin/exports/export-contract';
import { DAILY, ONCE, World } from './world';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

/** As it comes out of the schedule's input. */
const event = (more: object = {}) => JSON.parse(JSON.stringify({ ...world.wire(), ...more }));
const base64 = (text: string) => ({ base64: Buffer.from(text).toString('base64') });

it.each<[string, Partial<ExportWire>]>([
  ['a schedule', {}],
  ['a single export', { windows: ONCE }],
])('%s comes through as it was written', (_, more) => {
  expect(parseExport(event(more))).toMatchObject({ ...world.wire(), ...more });
});

it('what travelled in Base64 is text again, wherever it stands, and adds nothing', () => {
  const nasty = 'x","attempts":9,"y":"ü';
  const { task, create } = world.wire();
  const api = { ...create.Api, headers: { 'X-Tenant-Org-Id': base64('org-1') } };
  const wire = parseExport(
    event({
      task: { ...task, licenseKey: base64(nasty), columns: [base64('VIDEO_ID')] },
      create: { ...create, Api: api },
      bucket: base64('acme-exports'),
    }),
  );
  expect(wire.task).toMatchObject({ licenseKey: nasty, columns: ['VIDEO_ID'] });
  expect(wire.create.Api.headers).toEqual({ 'X-Tenant-Org-Id': 'org-1' });
  expect(wire).toMatchObject({ bucket: 'acme-exports', attempts: 3 });
});

it.each<[string, unknown, string]>([
  ['nothing', undefined, 'event is not a map'],
  ['text', 'tick', 'event is not a map'],
  ['an event of another kind', { RequestType: 'Create' }, 'event.format is not text'],
  ['another format', { format: '2' }, "Format '2' is not known"],
  ['no attempts', { attempts: 0 }, 'attempts is not a whole number from 1 on'],
  ['attempts as text', { attempts: '3' }, 'attempts is not a whole number'],
  ['no time', { windows: { ...ONCE, start: 'yesterday' } }, 'start is not a time'],
  ['another kind of window', { windows: { ...DAILY, kind: 'weekly' } }, 'kind is not one of once, each'],
  ['another interval', { windows: { ...DAILY, every: 'WEEK' } }, 'every is not one of HOUR, DAY'],
  ['no output', { task: { name: 'x', licenseKey: 'y', outputId: '' } }, 'task.outputId is not text that is not empty'],
  ['a URL that sends the key in clear', { baseUrl: 'http://acme.example' }, 'is not https'],
])('%s is refused', (_, wrong, message) => {
  const { baseUrl, ...more } = Object(wrong);
  const { create } = world.wire();
  const given = baseUrl ? event({ create: { ...create, Api: { ...create.Api, baseUrl } } }) : event(more);
  const isEvent = typeof wrong === 'object' && wrong !== null && !('RequestType' in wrong);
  expect(() => parseExport(isEvent ? given : wrong)).toThrow(message);
});
