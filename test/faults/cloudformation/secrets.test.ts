import type { AwsFailure } from '../../../testing/cloudformation/aws-call';
import { onCreate } from './broken';
import { always, refusal } from './faults';
import { SECRET_ARN } from './properties';
import { API_KEY, Scene, type Wanted } from './scene';

let scene: Scene;
afterEach(() => scene.strike());

const changed = { Main: { body: { bucketName: 'acme-other' } } };
/** Why resources failed, in the stack's own words. */
const reasons = () =>
  scene.stack.events
    .filter(({ logicalId, status }) => logicalId !== undefined && /_FAILED$/.test(status))
    .map(({ reason }) => reason);

describe('what is told', () => {
  beforeEach(async () => {
    scene = await Scene.set();
  });

  it('40 to a stack is no more than it asked for: the key is not in it', async () => {
    await scene.stack.deploy(scene.template());
    await scene.stack.deploy(scene.template(changed));
    for (const { bodies } of scene.simulator.requests) {
      for (const body of bodies) {
        const { Data = {} } = JSON.parse(body);
        expect(['ExternalId', 'RecordId']).toEqual(expect.arrayContaining(Object.keys(Data)));
        expect(body).not.toContain(API_KEY);
      }
    }
    scene.expectInOrder();
  });

  it('40 to a stack is not the key, where the vendor gives it back as the external ID', async () => {
    const wanted: Wanted = { body: { externalIdMode: 'CUSTOM', externalId: API_KEY } };
    expect(await scene.stack.deploy(scene.template({ Main: wanted }))).toBe('ROLLBACK_COMPLETE');
    await scene.settle();
    scene.expectNoSecretTold();
    scene.expectInOrder();
  });

  it('41 in a life without trouble is neither key nor signature, though every request is logged', async () => {
    await scene.stack.deploy(scene.template());
    await scene.stack.deploy(scene.template(changed));
    await scene.stack.delete();
    await scene.settle();
    expect(scene.lines.length).toBeGreaterThan(20);
    scene.expectInOrder();
  });

  it.each<[string, () => void]>([
    [
      'the vendor says the key back in a refusal',
      () => (scene.bitmovin.intercept = always(refusal(400, `no: ${API_KEY}`), 'POST')),
    ],
    [
      'the vendor says the key back in its request id',
      () => (scene.bitmovin.intercept = echo({ requestId: `r-${API_KEY}` })),
    ],
    [
      'the vendor answers with the key alone',
      () => (scene.bitmovin.intercept = always({ status: 500, body: API_KEY }, 'POST')),
    ],
    ['the vendor sends everybody on to a URL with the key', () => (scene.bitmovin.intercept = redirect())],
    [
      'the vendor cuts the key in two',
      () => (scene.bitmovin.intercept = echo({ data: { message: `${'x'.repeat(590)}${API_KEY}` } })),
    ],
    [
      'the key comes back in JSON’s or a URL’s clothes',
      () => (scene.bitmovin.intercept = echo({ data: { message: encodeURIComponent(API_KEY) } })),
    ],
    [
      'the secret is not the key but a text around it',
      () => void scene.aws.secrets.set(SECRET_ARN, `{"key":"${API_KEY}"`),
    ],
    ['the secret is two lines', () => void scene.aws.secrets.set(SECRET_ARN, `${API_KEY}\n${API_KEY}2`)],
    ['the answer is refused', () => (scene.simulator.weather.answers = () => 403)],
  ])('41 where %s: neither key nor signature is told', async (_, spoil) => {
    spoil();
    await scene.stack.deploy(scene.template({ Main: { body: { description: `for ${API_KEY}` } } }));
    await scene.settle();
    expect(scene.lines.length).toBeGreaterThan(3);
    scene.expectNoSecretTold();
  });

  const echo = (body: object) => always({ status: 400, body }, 'POST');
  const redirect = () => always({ status: 302, headers: { location: `https://evil.example/?key=${API_KEY}` } });
});

describe('a fault of the function’s own', () => {
  it.each([
    ['throws the whole event', 'throw new Error(JSON.stringify(args[0]));'],
    [
      'leaves an error with the URL to nobody',
      'Promise.reject(new Error(args[0].ResponseURL)); await new Promise(() => undefined);',
    ],
    ['throws its environment', 'throw new Error(JSON.stringify(process.env));'],
  ])('41 that %s tells no secret', async (_, body) => {
    scene = await Scene.set({ file: await onCreate(body) });
    await scene.stack.deploy(scene.template());
    await scene.settle();
    const said = scene.said();
    expect(said).not.toContain('fake-secret-access-key');
    expect(said).not.toContain('fake-session-token');
    scene.expectNoSecretTold();
  });
});

describe('a secret', () => {
  beforeEach(async () => {
    scene = await Scene.set();
  });

  const FAILURES: [string, AwsFailure | undefined, RegExp][] = [
    ['is deleted', undefined, /could not be read \(ResourceNotFoundException: .*check that it exists/],
    [
      'is marked for deletion',
      { code: 'InvalidRequestException', message: 'marked deleted' },
      /could not be read \(InvalidRequestException: marked deleted/,
    ],
    [
      'shuts us out',
      { code: 'AccessDeniedException', message: 'not authorized' },
      /AccessDeniedException: .*its resource policy and key let this function in/,
    ],
    [
      'cannot be decrypted',
      { code: 'DecryptionFailure', message: 'no key' },
      /could not be read \(DecryptionFailure: no key/,
    ],
    [
      'has a key that shuts us out',
      { code: 'AccessDeniedException', message: 'Access to KMS is not allowed' },
      /Access to KMS is not allowed/,
    ],
  ];

  function take(failure: AwsFailure | undefined): void {
    if (failure) {
      scene.aws.secrets.set(SECRET_ARN, failure);
    } else {
      scene.aws.secrets.delete(SECRET_ARN);
    }
  }

  it.each(FAILURES)(
    '42 that %s: a Create fails, says which and why, and its rollback is not kept by it',
    async (_, failure, said) => {
      take(failure);
      expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
      expect(reasons()[0]).toMatch(said);
      expect(reasons()[0]).toContain(SECRET_ARN);
      expect(scene.calls()).toEqual([]);
      scene.expectInOrder();
    },
  );

  it.each(FAILURES.slice(0, 3))(
    '42 that %s: a Delete fails, and the record goes once the secret is back',
    async (_, failure, said) => {
      await scene.stack.deploy(scene.template());
      take(failure);
      expect(await scene.stack.delete()).toBe('DELETE_FAILED');
      expect(reasons().at(-1)).toMatch(said);
      scene.expectInOrder();
      scene.aws.secrets.set(SECRET_ARN, API_KEY);
      expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
      scene.expectInOrder();
    },
  );

  it.each(FAILURES.slice(0, 1))('42 that %s: an Update fails, and nothing is lost', async (_, failure) => {
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    scene.aws.intercept = ({ service }) =>
      service === 'secretsmanager' && scene.stack.status === 'UPDATE_IN_PROGRESS'
        ? (failure ?? { code: 'ResourceNotFoundException' })
        : undefined;
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(scene.held()).toEqual([before]);
    scene.expectInOrder();
  });

  it('42 that is rotated between two deploys is read anew', async () => {
    await scene.stack.deploy(scene.template());
    scene.bitmovin.rotateApiKey('another-key');
    scene.aws.secrets.set(SECRET_ARN, ' another-key\n');
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    scene.expectInOrder();
    expect(scene.said()).not.toContain('another-key');
  });

  it.each([
    ['before its post', 'POST', 0],
    ['after its post', 'GET', 1],
  ])(
    '42 that is rotated in the middle of a Create, %s: no record is lost, and the reason is clear',
    async (_, method, number) => {
      const rotate = () => {
        scene.bitmovin.rotateApiKey('another-key');
        scene.aws.secrets.set(SECRET_ARN, 'another-key');
        return undefined;
      };
      scene.meets({ [method]: [...Array(number).fill(undefined), rotate] });
      const status = await scene.stack.deploy(scene.template());
      await scene.settle();
      if (status !== 'CREATE_COMPLETE') {
        expect(status).toBe('ROLLBACK_COMPLETE');
        expect(reasons()[0]).toMatch(/refused with 401.*Check the key in arn:aws:secretsmanager:/);
      }
      scene.expectInOrder();
    },
  );
});
