import { GetObjectCommand, PutObjectAclCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { BitmovinAcl, ExternalIdMode } from '../../lib';
import { anonymousStatus } from './anonymous';
import { CDK_CLI } from './deployer';
import { Stage, trustOf } from './stage';
import { assume, exportTo, refusal } from './vendor';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open(undefined, CDK_CLI);
});
afterEach(() => stage.close());

it('S0.2 S0.8 S0.12 S0.18 several outputs of one stack: modes, organisations, a role in a path', async () => {
  const run = await stage.deploy('Modes', (_, output) => {
    const first = output('One', { externalIdMode: ExternalIdMode.GLOBAL, prefix: 'one/' });
    const bucket = first.bucket;
    output('Two', { externalIdMode: ExternalIdMode.GLOBAL, prefix: 'two', bucket });
    // A whole bucket is its own: no other output may lie in it.
    output('Own', {
      externalIdMode: ExternalIdMode.CUSTOM,
      externalId: 'acme-7F3c-91Xk-40vQ',
      rolePath: '/vendors/',
    });
    output('Tenant', { tenantOrgId: 'org-1', bucket, prefix: 'tenant/' });
  });
  expect(run).toMatchObject({ code: 0 });
  const made = await stage.outputs('Modes');

  expect(made.OneExternalId).toBe(stage.bitmovin.globalExternalId());
  expect(made.TwoExternalId).toBe(made.OneExternalId);
  expect(made.OwnExternalId).toBe('acme-7F3c-91Xk-40vQ');
  expect(
    stage.bitmovin
      .outputs()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([made.OneOutputId, made.TwoOutputId, made.OwnOutputId].sort());
  expect(stage.bitmovin.outputs('org-1').map(({ id }) => id)).toEqual([made.TenantOutputId]);
  for (const id of ['One', 'Two', 'Own', 'Tenant']) {
    expect(await stage.trust(made[`${id}Role`])).toEqual(trustOf(made[`${id}ExternalId`]));
  }
  expect(made.OwnRoleArn).toContain(':role/vendors/');

  await exportTo(await assume(made.OwnRoleArn, 'acme-7F3c-91Xk-40vQ'), made.OwnBucket, 'anywhere.csv');
  const two = await assume(made.TwoRoleArn, made.TwoExternalId);
  await exportTo(two, made.OneBucket, 'two/x.csv');
  expect(await refusal(two.send(new PutObjectCommand({ Bucket: made.OneBucket, Key: 'one/x.csv', Body: 'x' })))).toBe(
    'AccessDenied',
  );

  // E2: an ACL that lets others in is refused, in a header and in a body.
  const object = { Bucket: made.OneBucket, Key: 'two/x.csv' };
  const everyone = 'uri=http://acs.amazonaws.com/groups/global/AllUsers';
  for (const opening of [
    new PutObjectCommand({ ...object, Body: 'x', GrantRead: everyone }),
    new PutObjectCommand({ ...object, Body: 'x', ACL: 'public-read' }),
  ]) {
    expect(await refusal(two.send(opening))).toBe('AccessDenied');
  }
  for (const opening of [
    { GrantRead: everyone },
    { ACL: 'public-read' as const },
    { AccessControlPolicy: { Grants: [] } },
  ]) {
    expect(await refusal(two.send(new PutObjectAclCommand({ ...object, ...opening })))).toBe('AccessDenied');
  }

  expect(await stage.destroy('Modes')).toMatchObject({ code: 0 });
  expect([...stage.bitmovin.outputs(), ...stage.bitmovin.outputs('org-1')]).toEqual([]);
});

it('S0.3 S0.4 S0.5 for playback anyone reads what is under the prefix, and nothing else', async () => {
  await stage.deploy('Playback', (_, output) => {
    output('Open', { prefix: 'public/', publicRead: true, acl: BitmovinAcl.PUBLIC_READ });
    output('Closed', { prefix: 'public/' });
  });
  const made = await stage.outputs('Playback');
  const vendor = await assume(made.OpenRoleArn, made.OpenExternalId);
  const write = (Bucket: string | undefined, Key: string, ACL?: 'public-read') =>
    stage.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ACL }));
  await vendor.send(
    new PutObjectCommand({ Bucket: made.OpenBucket, Key: 'public/a.m3u8', Body: 'x', ACL: 'public-read' }),
  );
  await write(made.OpenBucket, 'private/a.csv', 'public-read');
  await write(made.OpenBucket, 'public.csv');
  await write(made.ClosedBucket, 'public/a.m3u8');

  expect(await anonymousStatus('GET', `${made.OpenBucket}/public/a.m3u8`)).toBe(200);
  expect(await anonymousStatus('GET', `${made.OpenBucket}/private/a.csv`)).toBe(403);
  expect(await anonymousStatus('GET', `${made.OpenBucket}/public.csv`)).toBe(403);
  expect(await anonymousStatus('GET', `${made.OpenBucket}/?list-type=2&prefix=public/`)).toBe(403);
  expect(await anonymousStatus('PUT', `${made.OpenBucket}/public/b.m3u8`)).toBe(403);
  expect(await anonymousStatus('DELETE', `${made.OpenBucket}/public/a.m3u8`)).toBe(403);
  expect(await anonymousStatus('GET', `${made.ClosedBucket}/public/a.m3u8`)).toBe(403);
  // The vendor itself still may not read back.
  expect(await refusal(vendor.send(new GetObjectCommand({ Bucket: made.OpenBucket, Key: 'private/a.csv' })))).toBe(
    'AccessDenied',
  );
  // A public ACL on the closed bucket is refused, not ignored.
  expect(await refusal(write(made.ClosedBucket, 'public/b.m3u8', 'public-read'))).toBe('AccessDenied');
});
