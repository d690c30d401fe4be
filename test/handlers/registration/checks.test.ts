// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM's policy variables are written so.
import { World } from './world';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.stop());

const checked = (rule: string, value: string, more: object = {}) => ({
  ...world.properties(),
  Checks: { prop: { rule, value, ...more } },
});

describe('E1 what synth refuses, the function refuses', () => {
  it.each([
    ['prefix', '*/', "holds '*', '?' or '${', which IAM would widen"],
    ['prefix', 'exports//', "holds '//', and no key under it would"],
    ['prefix', '/', 'begins with a slash, and no key under it would'],
    ['prefix', 'a/../b/', "holds '..', which is no parent folder in S3"],
    ['prefix', '${aws:userid}/', "holds '*', '?' or '${', which IAM would widen"],
    ['prefix', 's3://acme/', 'is a URL or an ARN'],
    ['givenBucket', '*', 'is not a bucket name'],
    ['bucketName', 'Acme', 'is not a bucket name'],
    ['roleName', 'a b', 'is not a role name'],
    ['rolePath', 'vendors', 'is not a role path'],
    ['externalId', '111122223333', 'is easily guessed, and anyone who does could use the role through the vendor'],
    ['externalId', '${sts:ExternalId}', 'is not an external ID'],
    ['region', 'Ireland', 'is not a region'],
  ])('%s %s, before anything is told to the vendor', async (rule, value, wrong) => {
    const answer = await world.create(checked(rule, value));
    expect(answer.Status).toBe('FAILED');
    expect(answer.Reason).toContain(`prop '${value}' ${wrong}, so nothing was told to the vendor: `);
    expect(world.bitmovin.journal).toEqual([]);
  });

  it("a value that is none of the vendor's choices", async () => {
    const answer = await world.create(checked('oneOf', 'eu-west-9', { choices: ['eu-west-1', 'eu-west-2'] }));
    expect(answer.Reason).toContain(
      "prop 'eu-west-9' is not one that the vendor takes, so nothing was told to the vendor: write one of eu-west-1, eu-west-2.",
    );
    expect(world.bitmovin.journal).toEqual([]);
  });

  it('also where it only adopts a record', async () => {
    const { Record, ...properties } = world.properties();
    const adopting = {
      ...properties,
      Format: '2',
      Record: { ...Object(Record), adopted: 'x' },
      Checks: { prop: { rule: 'prefix', value: '*/' } },
    };
    const answer = await world.create(adopting);
    expect(answer.Reason).toContain("prop '*/' holds");
    expect(world.bitmovin.journal).toEqual([]);
  });

  it('but a rollback goes back to what an older version let through', async () => {
    const created = await world.create(checked('prefix', 'a/'));
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    world.recorded = created.PhysicalResourceId;
    const answer = await world.update(created.PhysicalResourceId, checked('prefix', 'a/'), checked('prefix', '*/'));
    expect(answer.Status).toBe('SUCCESS');
  });

  it('and a right value is no hindrance', async () => {
    expect((await world.create(checked('prefix', 'exports/'))).Status).toBe('SUCCESS');
  });
});
