import { answerBody, whyTooLong } from '../../../handlers/custom-resource/response';
import { PlainVendor, thing } from '../registration/plain-vendor';
import { World } from '../registration/world';

const ASKED = { responseUrl: 'https://localhost/', stackId: 's', requestId: 'r', logicalId: 'l' };

describe('an answer of more than CloudFormation takes', () => {
  it.each([
    ['plain', 'x'.repeat(10_000)],
    ['in Cyrillic', 'ж'.repeat(10_000)],
    ['in emoji', '🎬'.repeat(10_000)],
    ['that JSON escapes', '"\n'.repeat(5_000)],
  ])('13 has its reason cut, %s', (_, reason) => {
    const body = answerBody(ASKED, { status: 'FAILED', physicalId: 'p', reason });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(body)).toBeGreaterThan(3_000);
    const parsed = JSON.parse(body);
    expect(parsed).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'p', StackId: 's', RequestId: 'r' });
    expect(reason.startsWith(parsed.Reason)).toBe(true);
  });
});

describe('delivering', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  it.each([[500], [503], [429]])('9 is repeated after a %i, and happens once', async (status) => {
    world.responseStatuses = [status, status];
    await world.create();
    expect(world.answers).toHaveLength(1);
  });

  it.each([[403], [400]])(
    '10 18 is given up after a %i, with an error for Lambda to repeat the event',
    async (status) => {
      world.responseStatuses = [status, 200];
      await expect(world.create()).rejects.toThrow(`it answered ${status}`);
      expect(world.answers).toEqual([]);
      expect(world.bitmovin.outputs()).toHaveLength(1);
    },
  );

  it('9 is given up after some tries', async () => {
    world.responseStatuses = Array(100).fill(500);
    await expect(world.create()).rejects.toThrow('it answered 500');
    expect(world.responseStatuses.length).toBe(96);
  });

  it('41 leaves neither the key nor the signature of the ResponseURL in a log line or answer', async () => {
    world.bitmovin.intercept = ({ method }) =>
      method === 'POST'
        ? { status: 400, body: { data: { message: 'no: canary-4f1c9d canary-signature' } } }
        : undefined;
    const answer = await world.create(world.properties({ description: 'canary-4f1c9d' }));
    expect(answer.Status).toBe('FAILED');
    expect(world.lines.length).toBeGreaterThan(3);
    expect(world.lines.join('\n') + JSON.stringify(answer)).not.toContain('canary-4f1c9d');
    expect(world.lines.join('\n')).not.toContain('X-Amz-Signature');
  });
});

describe('A18 attributes of more than CloudFormation takes', () => {
  it.each<[string, Record<string, string>]>([
    ['three of 1,000 ä', { A: 'ä'.repeat(1_000), B: 'ä'.repeat(1_000), C: 'ä'.repeat(1_000) }],
    ['two of 900 and 600 映', { A: '映'.repeat(900), B: '映'.repeat(600) }],
    ['four of 1,000 x', { A: 'x'.repeat(1_000), B: 'x'.repeat(1_000), C: 'x'.repeat(1_000), D: 'x'.repeat(1_000) }],
    ['that JSON escapes', { A: '"'.repeat(1_000), B: '\n'.repeat(1_000) }],
  ])('A18 %s: the create fails, names them, and its Delete removes the record', async (_, value) => {
    const [world, vendor] = [await World.start(), await PlainVendor.start()];
    const returned = Object.keys(value).map((name) => [name, { at: `/${name}`, check: 'text' }]);
    const properties = thing(vendor, value, { Returns: Object.fromEntries(returned) });
    const answer = await world.create(properties);
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/^The attributes .* accepts 4096: .*A \(/),
    });
    expect(answer.Data).toBeUndefined();
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    expect(await world.remove(answer.PhysicalResourceId, properties)).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toEqual([]);
    await vendor.stop();
    await world.stop();
  });

  it('A18 what fits to the byte is told, and one byte more is not', () => {
    const answer = (length: number) =>
      ({ status: 'SUCCESS', physicalId: 'p', data: { A: 'x'.repeat(length) } }) as const;
    const room = 4_096 - Buffer.byteLength(answerBody(ASKED, answer(0)));
    expect(whyTooLong(ASKED, answer(room))).toBeUndefined();
    expect(whyTooLong(ASKED, answer(room + 1))).toContain(
      `an answer of 4097 bytes, and CloudFormation accepts 4096: A (${room + 3} bytes)`,
    );
  });
});
