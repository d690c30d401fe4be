import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnOutput, type Stack } from 'aws-cdk-lib/core';
import { BitmovinAnalyticsOutputs, VendorSecret } from '../../lib';
import { Stage, trustOf } from './stage';
import { assume, exportTo, refusal } from './vendor';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** An output for each, and what a test wants to know of it. */
const outputsOf =
  (...organisations: string[]) =>
  (stack: Stack) => {
    const secret = Secret.fromSecretCompleteArn(stack, 'Key', stage.secretArn);
    const all = new BitmovinAnalyticsOutputs(stack, 'All', {
      apiKey: VendorSecret.fromSecretsManager(secret),
      apiBaseUrl: stage.bitmovin.url,
      organisations: organisations.map((tenantOrgId) => ({ tenantOrgId })),
    });
    new CfnOutput(stack, 'Bucket', { value: all.bucket?.bucketName ?? '' });
    for (const { tenantOrgId, role, outputId, externalId } of all.outputs) {
      for (const [what, value] of Object.entries({
        Role: role.roleName,
        RoleArn: role.roleArn,
        outputId,
        externalId,
      })) {
        new CfnOutput(stack, `${tenantOrgId}${what}`, { value });
      }
    }
  };

it('S0.18 three organisations in one stack, each with its own role, external ID, record and folder', async () => {
  const name = 'Organisations';
  const all = ['orga', 'orgb', 'orgc'];
  expect(await stage.deploy(name, outputsOf(...all))).toMatchObject({ code: 0 });
  const made = await stage.outputs(name);

  const ids = new Set(all.map((one) => made[`${one}externalId`]));
  expect(ids.size).toBe(3);
  expect(stage.bitmovin.outputs()).toEqual([]);
  for (const one of all) {
    const [id, externalId, roleArn] = [made[`${one}outputId`], made[`${one}externalId`], made[`${one}RoleArn`]];
    expect(stage.bitmovin.outputs(one)).toMatchObject([{ id, externalId, roleArn, bucketName: made.Bucket }]);
    expect(await stage.trust(made[`${one}Role`])).toEqual(trustOf(externalId));
    const vendor = await assume(roleArn, externalId);
    await exportTo(vendor, made.Bucket, `${one}/x.csv`);
    for (const other of all.filter((another) => another !== one)) {
      const write = vendor.send(new PutObjectCommand({ Bucket: made.Bucket, Key: `${other}/y.csv`, Body: 'x' }));
      const list = vendor.send(new ListObjectsV2Command({ Bucket: made.Bucket, Prefix: `${other}/` }));
      expect([await refusal(write), await refusal(list)]).toEqual(['AccessDenied', 'AccessDenied']);
      // One organisation's external ID opens no other's role.
      expect(await refusal(assume(made[`${other}RoleArn`], externalId))).toMatch(/^AccessDenied/);
    }
  }

  // The first leaves the list: the others keep what they have.
  expect(await stage.deploy(name, outputsOf('orgc', 'orgb'))).toMatchObject({ code: 0 });
  const left = await stage.outputs(name);
  expect(left).toEqual(Object.fromEntries(Object.entries(made).filter(([key]) => !key.startsWith('orga'))));
  expect(stage.bitmovin.outputs('orga')).toEqual([]);

  expect(await stage.destroy(name)).toMatchObject({ code: 0 });
  expect(all.flatMap((one) => stage.bitmovin.outputs(one))).toEqual([]);
});
