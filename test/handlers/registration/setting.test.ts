import { readSettingId, settingId } from '../../../handlers/custom-resource/setting-id';
import { BUCKET, PlainSetting, placed, settingOf } from './plain-setting';
import { API_KEY, World } from './world';

const OTHER = { ...BUCKET, name: 'other' };
const THEIRS = { name: 'theirs', streaming: true };

let world: World;
let vendor: PlainSetting;
beforeEach(async () => {
  world = await World.start();
  vendor = await PlainSetting.start();
});
afterEach(async () => {
  await world.stop();
  await vendor.stop();
});

const ours = (more: object = {}) => settingOf(vendor, BUCKET, more);
const taking = (properties = ours()) => placed(properties, { onExisting: 'take over' });

/** Creates the setting, and has CloudFormation record it. */
async function created(properties = ours()): Promise<string> {
  const { Status, Reason, PhysicalResourceId: id } = await world.create(properties);
  expect([Status, Reason]).toEqual(['SUCCESS', undefined]);
  world.recorded = id;
  world.past = [id];
  world.stack = { status: 'CREATE_COMPLETE' };
  return id;
}

function updating(): void {
  world.stack = { status: 'UPDATE_IN_PROGRESS' };
}

function deleting(): void {
  world.stack = { status: 'DELETE_IN_PROGRESS' };
}

it('G4 reads what is there, writes ours, and clears it at the end', async () => {
  const id = await created();
  expect(id).toMatch(/^va1:set:[\w-]{14}\.[\w-]{14}$/);
  expect(vendor.setting).toEqual({ lang: 'en', bucket: BUCKET });
  // The answer to this vendor's write shows nothing, so it is read again.
  expect(vendor.calls).toEqual(['GET /account', 'PUT /account', 'GET /account']);
  expect(vendor.bodies).toEqual([JSON.stringify({ properties: { bucket: BUCKET } })]);
  deleting();
  expect(await world.remove(id, ours())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  expect(vendor.setting).toEqual({ lang: 'en', bucket: null });
});

it('needs no second read where the answer to the write shows the setting', async () => {
  vendor.intercept = ({ method }) =>
    method === 'PUT' ? { status: 200, body: { config: { bucket: { ...BUCKET, added: 1 } } } } : undefined;
  await created();
  expect(vendor.calls).toEqual(['GET /account', 'PUT /account']);
});

it('G4 refuses a stranger’s value, and says where it is and not what', async () => {
  vendor.setting = { bucket: { name: 'theirs-canary' } };
  const answer = await world.create(ours());
  expect(answer).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: expect.stringMatching(/^va1:none:/),
    Reason: expect.stringMatching(
      /^GET http.*\/account says something else at '\/config\/bucket', which this stack did not write \(onExisting: FAIL\), so nothing was written: /,
    ),
  });
  expect(answer.Reason).not.toContain('canary');
  expect(vendor.calls).toEqual(['GET /account']);
  // The Delete of a create that wrote nothing makes no call.
  expect(await world.remove(answer.PhysicalResourceId, ours())).toMatchObject({ Status: 'SUCCESS' });
  expect(vendor.calls).toEqual(['GET /account']);
});

describe('G4 a stranger’s value that is taken over', () => {
  it('is remembered in the physical id, and put back', async () => {
    vendor.setting = { bucket: THEIRS };
    const id = await created(taking());
    expect(vendor.setting).toEqual({ bucket: BUCKET });
    expect(readSettingId(id)?.before).toEqual({ bucket: THEIRS });
    updating();
    const next = await world.update(id, taking(), taking(settingOf(vendor, OTHER)));
    expect(next).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    deleting();
    await world.remove(id, taking(settingOf(vendor, OTHER)));
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });

  it('is put back by PUT where the setting is cleared by DELETE', async () => {
    const byDelete = (onExisting: string) => placed(ours(), { clear: { by: 'delete', path: '/account' }, onExisting });
    vendor.setting = { bucket: THEIRS };
    const id = await created(byDelete('take over'));
    deleting();
    await world.remove(id, byDelete('take over'));
    expect(vendor.setting).toEqual({ bucket: THEIRS });
    expect(vendor.count('DELETE')).toBe(0);
  });

  it('is cleared where the vendor does not take it any more', async () => {
    vendor.setting = { bucket: THEIRS };
    const id = await created(taking());
    deleting();
    vendor.intercept = ({ body }) =>
      body.includes('theirs') ? { status: 400, body: { message: 'no such role' } } : undefined;
    expect(await world.remove(id, taking())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: null });
  });

  it.each<[string, object, string]>([
    ['that may hold a secret', { deep: [{ hmac_Secret: 'x' }] }, 'may hold a secret'],
    ['that holds our own key', { name: `x${API_KEY}` }, 'may hold a secret'],
    ['that is too long to remember', { name: randomText(2_000) }, 'is too long to be remembered'],
  ])('%s is refused before anything is written', async (_, bucket, reason) => {
    vendor.setting = { bucket };
    const answer = await world.create(taking());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:none:/) });
    expect(answer.Reason).toContain(reason);
    expect(JSON.stringify(answer)).not.toContain(API_KEY);
    expect(vendor.setting).toEqual({ bucket });
  });

  it('leaves room: a usual value is remembered in far fewer than 1,024 bytes', async () => {
    vendor.setting = { bucket: { ...BUCKET, description: 'x'.repeat(1_500), region: 'eu-west-1' } };
    expect((await created(taking())).length).toBeLessThan(250);
  });

  it('on an update after somebody changed it: another id, whose predecessor’s Delete does nothing', async () => {
    const id = await created(taking());
    vendor.setting = { bucket: THEIRS };
    updating();
    const next = settingOf(vendor, OTHER);
    const answer = await world.update(id, taking(), taking(next));
    expect(answer.Status).toBe('SUCCESS');
    expect(answer.PhysicalResourceId).not.toBe(id);
    world.recorded = answer.PhysicalResourceId;
    world.stack = { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' };
    await world.remove(id, taking(next));
    expect(vendor.setting).toEqual({ bucket: OTHER });
    deleting();
    await world.remove(answer.PhysicalResourceId, taking(next));
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });
});

describe('G4 an update', () => {
  it('is made in place: the id stays', async () => {
    const id = await created();
    updating();
    const answer = await world.update(id, ours(), settingOf(vendor, OTHER));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(vendor.setting).toEqual({ lang: 'en', bucket: OTHER });
  });

  it('that changes nothing at the vendor writes nothing', async () => {
    const id = await created();
    updating();
    const answer = await world.update(id, ours(), ours({ Returns: { Account: { at: '/id', check: 'text' } } }));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id, Data: { Account: 'account-7' } });
    expect(vendor.count('PUT')).toBe(1);
  });

  it('refuses what somebody changed meanwhile', async () => {
    const id = await created();
    vendor.setting = { bucket: THEIRS };
    updating();
    const answer = await world.update(id, ours(), settingOf(vendor, OTHER));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(answer.Reason).toContain('which this stack did not write');
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });

  it('writes again what somebody cleared', async () => {
    const id = await created();
    vendor.setting = {};
    updating();
    expect(await world.update(id, ours(), settingOf(vendor, OTHER))).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: OTHER });
  });

  it('with a member more, and one less, is made in place, too', async () => {
    const two = {
      ...ours(),
      Body: { value: { bucket: BUCKET, lang: 'de' } },
    };
    const cleared = { value: { bucket: '', lang: 'en' }, types: { '/bucket': 'null' } };
    const both = placed(two, { clear: { by: 'write', body: cleared } });
    const id = await created();
    updating();
    expect(await world.update(id, ours(), both)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(vendor.setting).toEqual({ bucket: BUCKET, lang: 'de' });
    expect(await world.update(id, both, ours())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(vendor.setting).toEqual({ bucket: BUCKET, lang: 'en' });
  });

  it('to another place makes another setting; the former one is given back last', async () => {
    const id = await created();
    const elsewhere = await PlainSetting.start();
    updating();
    const next = settingOf(elsewhere);
    const answer = await world.update(id, ours(), next);
    expect(answer.PhysicalResourceId).not.toBe(id);
    expect([vendor.setting, elsewhere.setting]).toEqual([
      { lang: 'en', bucket: BUCKET },
      { lang: 'en', bucket: BUCKET },
    ]);
    world.recorded = answer.PhysicalResourceId;
    world.stack = { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' };
    await world.remove(id, ours());
    expect([vendor.setting?.bucket, elsewhere.setting?.bucket]).toEqual([null, BUCKET]);
    await elsewhere.stop();
  });

  it('to another place that is rolled back has its former id again', async () => {
    const id = await created();
    const elsewhere = await PlainSetting.start();
    updating();
    const next = settingOf(elsewhere);
    const { PhysicalResourceId: second } = await world.update(id, ours(), next);
    world.recorded = second;
    world.past = [second, id];
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    expect(await world.update(second, next, ours())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    world.recorded = id;
    world.stack = { status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' };
    await world.remove(second, next);
    expect([vendor.setting?.bucket, elsewhere.setting?.bucket]).toEqual([BUCKET, null]);
    await elsewhere.stop();
  });
});

describe('G4 a form', () => {
  const form = (onExisting = 'fail', name = 'Ours') =>
    placed(
      {
        ...ours(),
        Body: { value: { Name: name, Url: 'https://b/', On: 'true' }, types: { '/On': 'boolean' } },
      },
      {
        read: { path: '/account', at: '/config', names: { Name: '/name', Url: '/url', On: '/on' } },
        write: { method: 'POST', path: '/account', form: 'true' },
        clear: { by: 'write', body: { value: { Name: 'None', On: 'false' }, types: { '/On': 'boolean' } } },
        onExisting,
      },
    );

  beforeEach(() => {
    vendor.setting = { name: null, url: null, on: null };
    vendor.intercept = ({ method, body }) => {
      if (method !== 'POST') {
        return undefined;
      }
      const said = Object.fromEntries(new URLSearchParams(body));
      vendor.bodies.push(body);
      vendor.setting = {
        ...vendor.setting,
        ...(said.Name && { name: said.Name }),
        ...(said.Url && { url: said.Url }),
        ...(said.On && { on: said.On === 'true' }),
      };
      return { status: 201, body: { config: vendor.setting } };
    };
  });

  it('is written as one, read by other names, and cleared by what the description says', async () => {
    const id = await created(form());
    expect(vendor.bodies).toEqual(['Name=Ours&Url=https%3A%2F%2Fb%2F&On=true']);
    expect(vendor.setting).toEqual({ name: 'Ours', url: 'https://b/', on: true });
    deleting();
    await world.remove(id, form());
    expect(vendor.setting).toEqual({ name: 'None', url: 'https://b/', on: false });
    // And it is free again.
    world.recorded = null;
    world.stack = { status: 'CREATE_IN_PROGRESS' };
    expect(await world.create(form('fail', 'Again'))).toMatchObject({ Status: 'SUCCESS' });
  });

  it('puts back what it took over', async () => {
    vendor.setting = { name: 'Theirs', url: 'https://theirs/', on: true };
    const id = await created(form('take over'));
    deleting();
    await world.remove(id, form('take over'));
    expect(vendor.setting).toEqual({ name: 'Theirs', url: 'https://theirs/', on: true });
  });
});

it('is cleared by DELETE where the description says so, and 404 means free', async () => {
  vendor.setting = undefined;
  const byDelete = placed(ours(), { clear: { by: 'delete', path: '/account' } });
  const id = await created(byDelete);
  expect(vendor.setting).toEqual({ bucket: BUCKET });
  deleting();
  await world.remove(id, byDelete);
  expect(vendor.setting).toBeUndefined();
  expect(vendor.calls.slice(-1)).toEqual(['DELETE /account']);
});

it.each([
  ['an external ID that AWS would not take', { ExternalId: { at: '/id', check: 'externalId' } }, '*'],
  ['the key itself', { X: { at: '/id', check: 'text' } }, API_KEY],
])('does not trust %s', async (_, Returns, id) => {
  vendor.intercept = ({ method }) =>
    method === 'GET' ? { status: 200, body: { id, config: { bucket: BUCKET } } } : undefined;
  const answer = await world.create(ours({ Returns }));
  expect(answer.Status).toBe('FAILED');
  expect(JSON.stringify(answer)).not.toContain(API_KEY);
});

it('fails where the vendor does not give back what was written: it could not be recognised later', async () => {
  vendor.intercept = ({ method }) => {
    if (method !== 'PUT') {
      return undefined;
    }
    vendor.setting = { bucket: { ...BUCKET, name: 'OURS' } };
    return { status: 200, body: {} };
  };
  const answer = await world.create(ours());
  expect(answer).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: expect.stringMatching(/^va1:set:/),
    Reason: expect.stringContaining("does not say at '/config/bucket' what was written there"),
  });
});

it('a physical id of a setting is read as it was written, and nothing else is', () => {
  const id = { place: 'p'.repeat(14), request: 'q'.repeat(14), before: { a: 'ä', b: [1, null] } };
  expect(readSettingId(settingId(id))).toEqual(id);
  for (const text of ['', 'va1:none:qqqqqqqqqqqqqq', `va1:set:${id.place}.${id.request}:AAAA`]) {
    expect(readSettingId(text)).toBeUndefined();
  }
});

function randomText(length: number): string {
  let state = 7;
  const next = () => (state = (state * 48_271) % 2_147_483_647);
  return Array.from({ length }, () => String.fromCharCode(97 + (next() % 26))).join('');
}
