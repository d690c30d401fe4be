import { World } from '../registration/world';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.stop());

describe('properties that this library did not write are a reason, and no vendor call', () => {
  it.each([
    ['no Format', { Format: undefined }, 'Format is not text'],
    ['a later Format', { Format: '9' }, "Format '9' is not known"],
    ['no Api', { Api: undefined }, 'Api is not a map'],
    ['no Record', { Record: 'x' }, 'Record is not a map'],
    ['no Body', { Body: undefined }, 'Body is not a map'],
    ['a Body that is a list', { Body: [] }, 'Body is not a map'],
    ['a number that is none', { Body: { value: { n: 'x' }, types: { '/n': 'number' } } }, "body/n 'x' is not a number"],
    [
      'a boolean that is none',
      { Body: { value: { b: 'yes' }, types: { '/b': 'boolean' } } },
      "body/b 'yes' is not a boolean",
    ],
    ['JSON that is none', { Body: { value: { j: '{' }, types: { '/j': 'json' } } }, "body/j '{' is not a json"],
  ])('37 38 %s', async (_, change, reason) => {
    const answer = await world.create({ ...world.properties(), ...change });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
    expect(world.bitmovin.journal).toEqual([]);
  });
});

it.each([
  ['http://api.example.com', 'is not https'],
  ['https://user:canary@api.example.com', 'carries credentials'],
  ['https://169.254.169.254/latest', 'names an IP address'],
  ['https://api.example.com/?x=1', "holds '?', '#', a blank"],
  ['https://api.example.com/a b', "holds '?', '#', a blank"],
  ['https://api.example.com/\n', "holds '?', '#', a blank"],
  ['file:///etc/passwd', 'is not https'],
  ['nonsense', 'is not a URL'],
])('V20 a base URL that came as a token is checked: %s', async (baseUrl, reason) => {
  const properties = world.properties();
  const answer = await world.create({ ...properties, Api: { ...Object(properties.Api), baseUrl } });
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
  expect(answer.Reason).not.toContain('canary');
});

it('38 a hostile tenant cannot inject a header', async () => {
  const answer = await world.create(world.properties({}, { 'X-Tenant-Org-Id': 'a\r\nX-Other: b' }));
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('not printable ASCII') });
});

it('36 gives leaves their types back, and keeps what a name like __proto__ says to itself', async () => {
  const value = JSON.parse(
    '{"name":"n","bucketName":"b","roleArn":"r","customData":{"n":"1.5","yes":"true","no":"false","nil":"","o":"{}","__proto__":{"x":"1"}}}',
  );
  const types = {
    '/customData/n': 'number',
    '/customData/yes': 'boolean',
    '/customData/no': 'boolean',
    '/customData/nil': 'null',
    '/customData/o': 'json',
  };
  await world.create({ ...world.properties(), Body: { value, types }, Returns: {} });
  const [record] = world.bitmovin.outputs();
  expect(JSON.stringify(record?.customData)).toBe(
    '{"n":1.5,"yes":true,"no":false,"nil":null,"o":{},"__proto__":{"x":"1"}}',
  );
});

it('what CloudFormation leaves out because it is empty is empty', async () => {
  const { Api, Returns, ...properties } = world.properties();
  const { errorText, ...api } = Object(Api);
  const answer = await world.create({ ...properties, Api: api, Body: { types: {} } });
  // Received, and refused by the vendor: an output needs a bucket.
  expect(answer.Reason).toContain('was refused with 400');
  expect([Returns, errorText]).not.toContain(undefined);
});

it('an event that names no ResponseURL cannot be answered, and fails loudly', async () => {
  await expect(world.create(undefined, { ResponseURL: undefined })).rejects.toThrow('ResponseURL is not a URL');
});
