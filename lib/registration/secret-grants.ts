import * as crypto from 'node:crypto';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import { INLINE_QUOTA, policySize } from '../validation/size';
import { secretReadDocument, warnOfForeignSecret } from './secret-access';

/** The characters that IAM takes of one managed policy (IAM user guide, "IAM and AWS STS quotas"). */
const MANAGED_QUOTA = 6_144;

/** The characters that are left for the role's own policy, and for what synth cannot measure. */
const INLINE_RESERVE = 1_240;
const MANAGED_RESERVE = 344;

/**
 * The most managed policies of a stack. IAM attaches ten to a role, and in an update the old ones stay beside the new
 * ones until the last Delete is done.
 */
const MOST_MANAGED = 5;

/** A text that only the deploy knows counts as this many characters: about an ARN with a name of some fifty. */
const UNKNOWN = 120;

/**
 * Lets the function's role read secrets. A registration depends on the policy with its secret. CloudFormation then makes
 * the grant before the first request, and removes it after the last Delete.
 *
 * No policy ever changes. The first secrets have an inline policy each. The others share managed policies, whose logical
 * ids say what stands in them. So where a registration is dropped, another policy takes the place of the one with its
 * secret, and the old one goes after the registration's Delete.
 */
export class SecretGrants {
  private readonly grants = new Map<string, IDependable>();
  private readonly shared: SharedGrant[] = [];
  private inline = 0;

  /** @param scope gets the policies, and says in its validation where the secrets are too many */
  constructor(
    private readonly scope: Construct,
    private readonly role: iam.IRole,
  ) {
    scope.node.addValidation({ validate: () => this.tooMany() });
  }

  /** The policy that lets the role read a secret. Two imports of one secret are one. */
  public of(secret: ISecret): IDependable {
    const stack = Stack.of(this.scope);
    const key = JSON.stringify(stack.resolve([secret.secretFullArn ?? secret.secretArn, secret.encryptionKey?.keyArn]));
    const grant = this.grants.get(key) ?? this.grant(secret);
    this.grants.set(key, grant);
    return grant;
  }

  private grant(secret: ISecret): IDependable {
    warnOfForeignSecret(this.scope, secret);
    const size = sizeOf(Stack.of(this.scope).resolve(secretReadDocument(this.scope, [secret])));
    if (this.shared.length === 0 && this.inline + size <= INLINE_QUOTA - INLINE_RESERVE) {
      this.inline += size;
      return new iam.Policy(this.scope, `Secret${secret.node.addr.slice(-8)}`, {
        document: secretReadDocument(this.scope, [secret]),
        roles: [this.role],
      });
    }
    const last = this.shared.at(-1);
    if (last?.add(secret)) {
      return last;
    }
    const next = new SharedGrant(this.scope, `Secrets${this.shared.length + 1}`, this.role, secret);
    this.shared.push(next);
    return next;
  }

  private tooMany(): string[] {
    const over = this.shared.slice(MOST_MANAGED).reduce((sum, { length }) => sum + length, 0);
    return over === 0
      ? []
      : [
          `secrets <${this.grants.size} of them> are ${over} more than the policies of one role hold: let registrations ` +
            'share secrets or their customer-managed keys, or give some registrations to another stack.',
        ];
  }
}

/** A managed policy for many secrets. */
class SharedGrant extends Construct {
  private readonly secrets: ISecret[];

  constructor(scope: Construct, id: string, role: iam.IRole, first: ISecret) {
    super(scope, id);
    this.secrets = [first];
    const resource = new iam.CfnManagedPolicy(this, 'Resource', {
      description: 'Lets the function that registers this stack with vendors read their keys',
      policyDocument: Lazy.uncachedAny({ produce: () => this.document() }),
      roles: [role.roleName],
    });
    const name = Stack.of(this).getLogicalId(resource);
    resource.overrideLogicalId(Lazy.uncachedString({ produce: () => `${name}${this.digest()}` }));
  }

  public get length(): number {
    return this.secrets.length;
  }

  /** Takes one more secret. Returns false where it does not fit. */
  public add(secret: ISecret): boolean {
    const size = sizeOf(this.document([...this.secrets, secret]));
    const fits = size <= MANAGED_QUOTA - MANAGED_RESERVE;
    if (fits) {
      this.secrets.push(secret);
    }
    return fits;
  }

  private document(secrets: readonly ISecret[] = this.secrets): unknown {
    return Stack.of(this).resolve(secretReadDocument(this, secrets));
  }

  private digest(): string {
    return crypto.createHash('sha256').update(JSON.stringify(this.document())).digest('hex').slice(0, 8);
  }
}

/** The characters of a document in IAM, rather too many than too few. */
function sizeOf(document: unknown): number {
  return Math.max(JSON.stringify(document).length, policySize(document, UNKNOWN));
}
