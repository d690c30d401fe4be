import { CreateRoleCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnOutput, CfnResource, type Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import {
  BitmovinAnalyticsOutput,
  BitmovinEncodingInput,
  BitmovinEncodingOutput,
  type BitmovinEncodingOutputProps,
  VendorSecret,
} from '../../lib';
import type { BitmovinPermissionCheck } from '../../testing';
import { Stage, trustOf } from './stage';
import { assume, exportTo, refusal } from './vendor';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** What every record of a test is given. */
function common(stack: Stack) {
  const secret = Secret.fromSecretCompleteArn(stack, `Key${stack.node.children.length}`, stage.secretArn);
  return { apiKey: VendorSecret.fromSecretsManager(secret), apiBaseUrl: stage.bitmovin.url };
}

/**
 * An encoding output that is checked every second.
 *
 * @param within for so many seconds a check that fails is made again. On AWS: two minutes.
 */
function encodingOutput(stack: Stack, id: string, props: Partial<BitmovinEncodingOutputProps> = {}, within = 120) {
  const output = new BitmovinEncodingOutput(stack, id, { ...common(stack), ...props });
  for (const one of output.node.findAll()) {
    if (CfnResource.isCfnResource(one) && one.cfnResourceType === 'Custom::VendorCall') {
      one.addPropertyOverride('Outcome.every', '1000');
      one.addPropertyOverride('Outcome.within', String(within * 1_000));
    }
  }
  show(output, id, { OutputId: output.encodingOutputId, RoleArn: output.role.roleArn });
  show(output, id, { Bucket: output.bucket.bucketName, ExternalId: output.externalId, Role: output.role.roleName });
  return output;
}

function show(scope: IConstruct, id: string, values: Record<string, string>): void {
  for (const [what, value] of Object.entries(values)) {
    new CfnOutput(scope as Stack, `Show${what}`, { value }).overrideLogicalId(`${id}${what}`);
  }
}

/** Writes the test file as the vendor does: as its own user, through the role, with the output's external ID. */
async function writeAsVendor({ output, key }: BitmovinPermissionCheck): Promise<string | undefined> {
  const write = async () => {
    const s3 = await assume(output.roleArn, output.externalId);
    await s3.send(new PutObjectCommand({ Bucket: output.bucketName, Key: key, ContentLength: 0 }));
  };
  const failed = await refusal(write());
  return failed && `The bucket ${output.bucketName} refused ${key} (${failed})`;
}

/** The paths that were asked about, in order. */
function checkedPaths(): unknown[] {
  return stage.bitmovin.journal
    .filter(({ path }) => path.endsWith('/check-permissions'))
    .map(({ body }) => Object(body).path);
}

it('S0.16 S0.27 an encoding output, checked through its role, and an encoding input', async () => {
  stage.bitmovin.checkWrite = writeAsVendor;
  const name = 'Encoding';
  const build = (prefix: string) => (stack: Stack) => {
    encodingOutput(stack, 'Out', { prefix, checkPermissions: true, tenantOrgId: 'org-1' });
    const input = new BitmovinEncodingInput(stack, 'In', { ...common(stack), prefix: 'sources/' });
    show(input, 'In', { InputId: input.encodingInputId, RoleArn: input.role.roleArn });
    show(input, 'In', { Bucket: input.bucket.bucketName, ExternalId: input.externalId });
  };
  expect(await stage.deploy(name, build('renditions'))).toMatchObject({ code: 0 });
  const made = await stage.outputs(name);

  // Three different things at the vendor, and nothing among analytics outputs.
  expect(stage.bitmovin.records('encoding/outputs', 'org-1')).toMatchObject([
    { id: made.OutOutputId, roleArn: made.OutRoleArn, bucketName: made.OutBucket, externalId: made.OutExternalId },
  ]);
  expect(stage.bitmovin.records('encoding/inputs')).toMatchObject([{ id: made.InInputId, roleArn: made.InRoleArn }]);
  expect([...stage.bitmovin.outputs(), ...stage.bitmovin.outputs('org-1')]).toEqual([]);
  expect(await stage.trust(made.OutRole)).toEqual(trustOf(made.OutExternalId));

  // The check wrote under the prefix, and what it wrote is there still.
  expect(checkedPaths()).toEqual(['renditions/']);
  const Key = 'renditions/WritePermissionTestFile.txt';
  await stage.clients.s3.send(new HeadObjectCommand({ Bucket: made.OutBucket, Key }));

  // An output writes and reads back under its prefix, an input only reads under its own.
  const writer = await assume(made.OutRoleArn, made.OutExternalId);
  await exportTo(writer, made.OutBucket, 'renditions/a.mp4');
  await writer.send(new GetObjectCommand({ Bucket: made.OutBucket, Key: 'renditions/a.mp4' }));
  await stage.clients.s3.send(new PutObjectCommand({ Bucket: made.InBucket, Key: 'sources/a.mov', Body: 'x' }));
  await stage.clients.s3.send(new PutObjectCommand({ Bucket: made.InBucket, Key: 'other/a.mov', Body: 'x' }));
  const reader = await assume(made.InRoleArn, made.InExternalId);
  await reader.send(new GetObjectCommand({ Bucket: made.InBucket, Key: 'sources/a.mov' }));
  const refused = {
    outside: writer.send(new PutObjectCommand({ Bucket: made.OutBucket, Key: 'other.mp4', Body: 'x' })),
    another: writer.send(new GetObjectCommand({ Bucket: made.InBucket, Key: 'sources/a.mov' })),
    write: reader.send(new PutObjectCommand({ Bucket: made.InBucket, Key: 'sources/b.mov', Body: 'x' })),
    list: reader.send(new ListObjectsV2Command({ Bucket: made.InBucket, Prefix: 'sources/' })),
    beyond: reader.send(new GetObjectCommand({ Bucket: made.InBucket, Key: 'other/a.mov' })),
  };
  for (const [what, attempt] of Object.entries(refused)) {
    expect([what, await refusal(attempt)]).toEqual([what, 'AccessDenied']);
  }

  // Another prefix is checked again, without a new output.
  expect(await stage.deploy(name, build('elsewhere/'))).toMatchObject({ code: 0 });
  expect(checkedPaths()).toEqual(['renditions/', 'elsewhere/']);
  expect((await stage.outputs(name)).OutOutputId).toBe(made.OutOutputId);

  expect(await stage.destroy(name)).toMatchObject({ code: 0 });
  expect(stage.bitmovin.records('encoding/outputs', 'org-1')).toEqual([]);
  expect(stage.bitmovin.records('encoding/inputs')).toEqual([]);
  // Nothing removed the test file with the stack.
  await stage.clients.s3.send(new HeadObjectCommand({ Bucket: made.OutBucket, Key }));
});

it('S0.27 a check that fails while IAM settles is made again', async () => {
  const answers = ['The role cannot be assumed', undefined];
  stage.bitmovin.checkWrite = () => answers.shift();
  const run = await stage.deploy('Settling', (stack) => {
    encodingOutput(stack, 'Out', { prefix: 'renditions/', checkPermissions: true });
  });
  expect(run).toMatchObject({ code: 0 });
  expect(checkedPaths()).toEqual(['renditions/', 'renditions/']);
});

it("S0.27 a check that keeps failing fails the deploy with the vendor's reason, and takes the output back", async () => {
  stage.bitmovin.checkWrite = writeAsVendor;
  const name = 'CheckRefused';
  const run = await stage.deploy(name, (stack) => {
    const output = encodingOutput(stack, 'Out', { prefix: 'renditions/', checkPermissions: true }, 3);
    // The policy allows another folder than the one that is checked.
    const role = output.role.node.defaultChild;
    if (CfnResource.isCfnResource(role)) {
      const statement = 'Policies.0.PolicyDocument.Statement.2';
      role.addPropertyOverride(`${statement}.Action`, 's3:GetObject');
    }
  });
  expect(run.code).not.toBe(0);
  const reasons = (await stage.reasons(name)).join('\n');
  expect(reasons).toMatch(
    /check-permissions says 'false' at '\/passed': The bucket \S+ refused renditions\/WritePermissionTestFile\.txt \(AccessDenied\)/,
  );
  expect(stage.bitmovin.records('encoding/outputs')).toEqual([]);
});

it('S0.15 the id of an encoding output is no analytics output, and the reason says so', async () => {
  const { id } = stage.bitmovin.add(
    { bucketName: 'acme', roleArn: 'arn:aws:iam::111122223333:role/acme' },
    'encoding/outputs',
  );
  const adopted = await stage.deploy('Adopted', (_, output) => void output('Out', { adoptExisting: id }));
  const referred = await stage.deploy('Referred', (stack) => {
    BitmovinAnalyticsOutput.fromOutputId(stack, 'Out', { ...common(stack), outputId: id });
  });
  for (const [name, run] of Object.entries({ Adopted: adopted, Referred: referred })) {
    expect(run.code).not.toBe(0);
    const reasons = (await stage.reasons(name)).join('\n');
    expect(reasons).toContain(
      `The record '${id}' that is to be adopted is not in ${stage.bitmovin.url}/analytics/outputs/`,
    );
    expect(reasons).toContain('a record of another kind is not found here, though it exists');
  }
  expect(stage.bitmovin.records('encoding/outputs').map((record) => record.id)).toEqual([id]);
});

it('S0.17 an encoding output that is there is read, trusted, and never deleted', async () => {
  const { id, externalId } = stage.bitmovin.add(
    { bucketName: 'acme', roleArn: 'arn:aws:iam::111122223333:role/acme', externalIdMode: 'GENERATED' },
    'encoding/outputs',
  );
  const name = 'AdoptedEncoding';
  const run = await stage.deploy(name, (stack) => void encodingOutput(stack, 'Out', { adoptExisting: id }));
  expect(run).toMatchObject({ code: 0 });
  const made = await stage.outputs(name);
  expect(made).toMatchObject({ OutOutputId: id, OutExternalId: externalId });
  expect(await stage.trust(made.OutRole)).toEqual(trustOf(externalId));
  expect(await stage.destroy(name)).toMatchObject({ code: 0 });
  expect(stage.bitmovin.records('encoding/outputs').map((record) => record.id)).toEqual([id]);
});

it('S0.13 S0.21 a role of the user works once it says what the deploy printed', async () => {
  const { iam } = stage.clients;
  const RoleName = 'OfTheUser';
  const nobody = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'sts:AssumeRole', Principal: '*' }] };
  const { Role: made } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(nobody) }),
  );
  const name = 'GivenRole';
  const run = await stage.deploy(name, (stack) => {
    const role = Role.fromRoleArn(stack, 'Mine', made?.Arn ?? '', { mutable: false });
    encodingOutput(stack, 'Out', { role, prefix: 'renditions/' });
  });
  expect(run).toMatchObject({ code: 0 });
  const outputs = await stage.outputs(name);
  const printed = (what: string) => Object.entries(outputs).find(([key]) => key.startsWith(`Out${what}`))?.[1];
  expect(outputs.OutRoleArn).toBe(made?.Arn);
  expect(await refusal(assume(made?.Arn, outputs.OutExternalId))).toMatch(/^AccessDenied/);

  // What the user does by hand.
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: printed('TrustPolicy') }));
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'Bitmovin', PolicyDocument: printed('AccessPolicy') }),
  );

  const vendor = await assume(made?.Arn, outputs.OutExternalId);
  await exportTo(vendor, outputs.OutBucket, 'renditions/a.mp4');
  expect(await refusal(vendor.send(new PutObjectCommand({ Bucket: outputs.OutBucket, Key: 'b', Body: 'x' })))).toBe(
    'AccessDenied',
  );
  expect(await stage.trust(RoleName)).toEqual(trustOf(outputs.OutExternalId));
  expect(await stage.destroy(name)).toMatchObject({ code: 0 });
});
