import { randomUUID } from 'node:crypto';
import { textOf } from '../members';

/** The vendor's Unity Catalog role and its account, as the vendor's documents show them. */
export const DATABRICKS_ACCOUNT = '414351767826';
export const DATABRICKS_ROLE = 'unity-catalog-prod-UCMasterRole-14S5ZJVKOTYTL';

/** A storage credential, as the vendor's answers show it (its API reference, "Create a storage credential"). */
export interface StorageCredential {
  /** A UUID. The paths do not take it: they take the name. */
  readonly id: string;
  readonly name: string;
  readonly full_name: string;
  readonly comment?: string;
  readonly read_only: boolean;
  readonly aws_iam_role: {
    readonly role_arn: string;
    readonly external_id: string;
    readonly unity_catalog_iam_arn: string;
  };
  readonly owner: string;
  readonly metastore_id: string;
  readonly isolation_mode: 'ISOLATION_MODE_OPEN';
  readonly used_for_managed_storage: boolean;
  /** Milliseconds since the epoch. */
  readonly created_at: number;
  readonly created_by: string;
  readonly updated_at: number;
  readonly updated_by: string;
}

const METASTORE = randomUUID();
const OWNER = 'owner@customer.example';

/** A credential with the members of a create. */
export function newCredential(body: Record<string, unknown>, now: number): StorageCredential {
  const name = textOf(body, 'name');
  return {
    id: randomUUID(),
    name,
    full_name: name,
    ...(typeof body.comment === 'string' ? { comment: body.comment } : {}),
    read_only: body.read_only === true,
    aws_iam_role: {
      role_arn: textOf(body, 'aws_iam_role', 'role_arn'),
      external_id: randomUUID(),
      unity_catalog_iam_arn: `arn:aws:iam::${DATABRICKS_ACCOUNT}:role/${DATABRICKS_ROLE}`,
    },
    owner: OWNER,
    metastore_id: METASTORE,
    isolation_mode: 'ISOLATION_MODE_OPEN',
    used_for_managed_storage: false,
    created_at: now,
    created_by: OWNER,
    updated_at: now,
    updated_by: OWNER,
  };
}

/**
 * The credential after an update. Absent members stay as they are. That a new role keeps the external ID is inferred.
 */
export function changed(old: StorageCredential, body: Record<string, unknown>, now: number): StorageCredential {
  const arn = textOf(body, 'aws_iam_role', 'role_arn') || old.aws_iam_role.role_arn;
  const name = textOf(body, 'new_name') || old.name;
  return {
    ...old,
    name,
    full_name: name,
    ...(typeof body.comment === 'string' ? { comment: body.comment } : {}),
    ...(typeof body.read_only === 'boolean' ? { read_only: body.read_only } : {}),
    aws_iam_role: { ...old.aws_iam_role, role_arn: arn },
    updated_at: now,
  };
}
