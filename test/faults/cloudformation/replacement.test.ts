import { always, later, refusal } from './faults';
import { propertiesOf, SECRET_ARN } from './properties';
import { Scene, type Wanted } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

const TENANT = 'X-Tenant-Org-Id';
const changed = { Main: { body: { bucketName: 'acme-other' } } };

const writes = () => scene.calls().filter((method) => method !== 'GET');
const physicalId = () => scene.stack.resources[0]?.physicalId ?? '';
/** The ids that the vendor was asked to delete. */
const deleted = () =>
  scene.bitmovin.journal.flatMap(({ method, path }) => (method === 'DELETE' ? [path.split('/').at(-1)] : []));

describe('an update that says nothing else of the record', () => {
  it.each<[string, Wanted]>([
    ['28 asks for another attribute', { returns: {} }],
    [
      '28 reads the key from another secret',
      { api: { authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: `${SECRET_ARN}2` } }] } },
    ],
    [
      '28 reads the list by other pages',
      {
        record: {
          ...Object(propertiesOf('').Record),
          list: { path: '/analytics/outputs/s3-role-based', items: '/data/result/items' },
        },
      },
    ],
    ['28 keeps what will be replaced', { record: { ...Object(propertiesOf('').Record), kept: 'true' } }],
    ['35 names another function', { more: { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:other' } }],
    ['35 waits for another time', { more: { ServiceTimeout: '900' } }],
    ['35 says what this version does not know', { more: { Future: { a: ['b'] } } }],
    [
      '35 says the same in another order',
      { more: { Body: { value: Object.fromEntries(Object.entries(Object(propertiesOf('').Body).value).reverse()) } } },
    ],
  ])('%s: writes nothing, and keeps the id', async (_, wanted) => {
    scene.aws.secrets.set(`${SECRET_ARN}2`, scene.aws.secrets.get(SECRET_ARN) ?? '');
    await scene.stack.deploy(scene.template());
    const before = physicalId();
    expect(await scene.stack.deploy(scene.template({ Main: wanted }))).toBe('UPDATE_COMPLETE');
    expect(scene.requests('Update')).toHaveLength(1);
    expect(physicalId()).toBe(before);
    expect(writes()).toEqual(['POST']);
    scene.expectInOrder();
  });

  it('28 to a record that is gone, makes it anew', async () => {
    await scene.stack.deploy(scene.template());
    const before = physicalId();
    await scene.byHand('DELETE', String(scene.stack.resources[0]?.data.RecordId));
    expect(await scene.stack.deploy(scene.template({ Main: { returns: {} } }))).toBe('UPDATE_COMPLETE');
    expect(physicalId()).not.toBe(before);
    scene.expectInOrder();
  });
});

describe('an update of what cannot be changed', () => {
  it.each<[string, Wanted]>([
    ['the bucket', { body: { bucketName: 'acme-other' } }],
    ['the role', { body: { roleArn: 'arn:aws:iam::111122223333:role/other' } }],
    ['the name', { body: { name: 'other' } }],
    ['the description', { body: { description: 'other' } }],
    ['the mode of the external ID', { body: { externalIdMode: 'GLOBAL' } }],
    ['the URL of the API', { api: { baseUrl: 'http://localhost' } }],
  ])('29 %s: makes a new record, gives its id, and the old one goes after', async (_, wanted) => {
    const elsewhere = scene.bitmovin.url.replace('127.0.0.1', 'localhost');
    const to = wanted.api ? { ...wanted, api: { baseUrl: elsewhere } } : wanted;
    await scene.stack.deploy(scene.template());
    const before = physicalId();
    const [old] = scene.held();
    expect(await scene.stack.deploy(scene.template({ Main: to }))).toBe('UPDATE_COMPLETE');
    expect(physicalId()).toMatch(/^va1:own:/);
    expect(physicalId()).not.toBe(before);
    expect(writes()).toEqual(['POST', 'POST', 'DELETE']);
    expect(deleted()).toEqual([old?.id]);
    expect(scene.requests('Delete')[0]?.event.PhysicalResourceId).toBe(before);
    scene.expectInOrder();
  });

  it('29 the organisation: the new record is in the other one, and the old one goes from where it was', async () => {
    await scene.stack.deploy(scene.template({ Main: { headers: { [TENANT]: 'one' } } }));
    expect(await scene.stack.deploy(scene.template({ Main: { headers: { [TENANT]: 'two' } } }))).toBe(
      'UPDATE_COMPLETE',
    );
    expect(scene.held('one')).toEqual([]);
    expect(scene.held('two').map(({ id }) => id)).toEqual([scene.stack.resources[0]?.data.RecordId]);
    await scene.stack.delete();
    expect(scene.held('two')).toEqual([]);
    scene.expectInOrder();
  });
});

describe('the clean-up of a replacement', () => {
  it('30 deletes the old record alone, though it is asked twice, and the list lags', async () => {
    await scene.stack.deploy(scene.template());
    const [old] = scene.held();
    scene.simulator.weather.deliveries = ({ RequestType }) => (RequestType === 'Delete' ? [0, 90_000] : [0]);
    scene.meets({ DELETE: ['drop-after', { status: 503 }] });
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
    await scene.settle();
    expect(new Set(deleted())).toEqual(new Set([old?.id]));
    scene.expectInOrder();
  });

  it('30 deletes what a killed try of the old request had left, too, and nothing of the new one', async () => {
    // The second try does not see the record of the first, and makes another; nor is it listed in the minute after that.
    const nothing = { status: 200, body: { requestId: 'r', status: 'SUCCESS', data: { result: { items: [] } } } };
    scene.meets({ POST: ['killed-after'], GET: [undefined, nothing, nothing, undefined, ...Array(30).fill(nothing)] });
    await scene.stack.deploy(scene.template());
    await scene.settle();
    scene.bitmovin.intercept = undefined;
    expect(scene.held()).toHaveLength(2);
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
    await scene.settle();
    expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-other']);
    scene.expectInOrder();
  });

  it.each<[string, () => void]>([
    ['the vendor refuses it', () => (scene.bitmovin.intercept = always(refusal(400, 'in use'), 'DELETE'))],
    ['the vendor is always busy', () => (scene.bitmovin.intercept = always(later(30), 'DELETE'))],
    ['the key cannot be read', () => refuseSecretInCleanUp()],
  ])(
    '31 fails because %s: the update is complete, it was reported, and the stack’s end sweeps the record',
    async (_, spoil) => {
      await scene.stack.deploy(scene.template());
      const [old] = scene.held();
      spoil();
      expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
      await scene.settle();
      expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-exports', 'acme-other']);

      // Reported: in the stack's events, at level error in the log, and by a metric that an alarm can hear.
      expect(scene.stack.events).toContainEqual(
        expect.objectContaining({ status: 'DELETE_FAILED', physicalId: expect.stringContaining(old?.id ?? '?') }),
      );
      const lines = scene.lines.map((line) => JSON.parse(line));
      expect(lines).toContainEqual(expect.objectContaining({ level: 'ERROR', status: 'FAILED' }));
      expect(lines.filter(({ Abandoned }) => Abandoned === 1)).toEqual([
        expect.objectContaining({ RequestType: 'Delete', _aws: expect.anything() }),
      ]);

      scene.bitmovin.intercept = undefined;
      scene.aws.intercept = undefined;
      expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
      await scene.settle();
      expect(scene.held()).toEqual([]);
      scene.expectInOrder();
    },
  );

  function refuseSecretInCleanUp(): void {
    scene.aws.intercept = ({ service }) =>
      service === 'secretsmanager' && scene.stack.status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
        ? { code: 'AccessDeniedException', message: 'not authorized' }
        : undefined;
  }
});
