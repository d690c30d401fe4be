import { randomBytes, randomUUID } from 'node:crypto';

/** The account that many public logs show in `atlasAWSAccountArn`. The vendor gives the ARN of its root. */
export const ATLAS_ACCOUNT = '536727724300';

/** A cloud provider access role, as the vendor's answers show it (its Go client, `CloudProviderAccessAWSIAMRole`). */
export interface AtlasRole {
  readonly roleId: string;
  readonly providerName: 'AWS';
  readonly atlasAWSAccountArn: string;
  readonly atlasAssumedRoleExternalId: string;
  readonly createdDate: string;
  /** null until a client authorises the role. */
  readonly authorizedDate: string | null;
  readonly iamAssumedRoleArn: string | null;
  readonly featureUsages: readonly unknown[];
}

/** A role before its authorisation. Its id has 24 hexadecimal digits, and its external ID is a UUID. */
export function newRole(now: Date): AtlasRole {
  return {
    roleId: randomBytes(12).toString('hex'),
    providerName: 'AWS',
    atlasAWSAccountArn: `arn:aws:iam::${ATLAS_ACCOUNT}:root`,
    atlasAssumedRoleExternalId: randomUUID(),
    createdDate: date(now),
    authorizedDate: null,
    iamAssumedRoleArn: null,
    featureUsages: [],
  };
}

export function authorized(role: AtlasRole, iamAssumedRoleArn: string, now: Date): AtlasRole {
  return { ...role, iamAssumedRoleArn, authorizedDate: date(now) };
}

function date(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}
