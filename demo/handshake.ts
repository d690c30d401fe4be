import { isDeepStrictEqual } from 'node:util';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { clientsFor } from '../emulator/clients';
import type { BitmovinRecord } from '../testing';
import { answerTo, wordOf } from './answer';
import type { Deployment } from './deploy';
import { ensure } from './failure';
import type { Stage } from './stage';
import { VENDOR_ACCOUNT, VENDOR_USER } from './vendor';

/** The two sides of the handshake: the role's trust policy in IAM, and the record at the vendor. */
export interface Handshake {
  readonly trust: unknown;
  readonly record: BitmovinRecord;
}

/**
 * Reads the trust policy from IAM, and the record from the fake vendor.
 *
 * @throws DemoFailure if they do not match each other and the stack's outputs
 */
export async function handshakeOf(stage: Stage, deployment: Deployment): Promise<Handshake> {
  const [record, ...others] = stage.fake.outputs();
  ensure(record !== undefined, 'Bitmovin holds no output after the deploy.');
  ensure(others.length === 0, `Bitmovin holds ${others.length + 1} outputs after the deploy, and must hold one.`);
  ensure(
    record.id === deployment.outputId,
    `The stack's output id is ${deployment.outputId}, Bitmovin's ${record.id}.`,
  );
  ensure(record.bucketName === deployment.bucketName, `Bitmovin was told of another bucket: ${record.bucketName}.`);
  ensure(record.roleArn === deployment.roleArn, `Bitmovin was told of another role: ${record.roleArn}.`);

  const trust = await trustOf(stage, deployment.roleName);
  const { externalId } = record;
  ensure(
    externalId === deployment.externalId && isDeepStrictEqual(trust, trustOnlyWith(externalId)),
    `The role does not trust exactly ${VENDOR_USER} with the external ID that Bitmovin made, ${externalId}.`,
  );
  return { trust, record };
}

async function trustOf(stage: Stage, roleName: string): Promise<unknown> {
  const { Role: role } = await clientsFor(stage.aws).iam.send(new GetRoleCommand({ RoleName: roleName }));
  // IAM gives the document URL-encoded.
  return JSON.parse(decodeURIComponent(role?.AssumeRolePolicyDocument ?? 'null'));
}

function trustOnlyWith(externalId: string): unknown {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${VENDOR_ACCOUNT}:user/${VENDOR_USER}` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  };
}

/**
 * Checks after the destroy that the record and the role are gone, and that the bucket still holds the export.
 *
 * @returns how many objects the bucket still holds
 * @throws DemoFailure if the record or the role is still there, or the bucket is empty
 */
export async function ensureNothingStays(stage: Stage, { roleName, bucketName }: Deployment): Promise<number> {
  const records = stage.fake.outputs();
  ensure(records.length === 0, `Bitmovin still holds ${records.length} outputs after the destroy.`);
  const { iam, s3 } = clientsFor(stage.aws);
  const role = await answerTo(iam.send(new GetRoleCommand({ RoleName: roleName })));
  ensure(
    wordOf(role) === 'NoSuchEntityException',
    `The role ${roleName} must be gone after the destroy, and IAM answered: ${wordOf(role)}.`,
  );
  const { KeyCount: objects = 0 } = await s3.send(new ListObjectsV2Command({ Bucket: bucketName }));
  ensure(objects > 0, `The export is not in the bucket ${bucketName} after the destroy.`);
  return objects;
}
