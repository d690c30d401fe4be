import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnDeletionPolicy, CfnResource, CustomResource, Lazy, type RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ReturnWire } from '../vendor-api/contract';
import type { VendorApi } from '../vendor-api/vendor-api';
import type { Served } from './rate-limit-sharers';
import { RegistrationFunction } from './registration-function';
import type { ValueChecks } from './value-checks';

/** The policies with which CloudFormation sends no Delete. */
const KEEPING: readonly CfnDeletionPolicy[] = [CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE];

/** One request of a stack to a vendor. */
export interface VendorResourceProps {
  readonly resourceType: string;
  readonly api: VendorApi;
  readonly wire: Served;
  /** Texts that the function checks before it calls the vendor. */
  readonly checks?: ValueChecks;
  readonly removalPolicy?: RemovalPolicy;
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * The custom resource of a registration or a call. The stack's function carries it out, after it got the right to read
 * the secrets.
 */
export class VendorResource extends CustomResource {
  private readonly returns: Record<string, ReturnWire>;

  constructor(scope: Construct, id: string, { api, wire, checks, permissionsBoundary, ...props }: VendorResourceProps) {
    const fn = RegistrationFunction.of(scope);
    fn.serve(wire);
    if (permissionsBoundary) {
      fn.holdTo(permissionsBoundary);
    }
    const returns: Record<string, ReturnWire> = {};
    super(scope, id, {
      ...props,
      serviceToken: fn.serviceToken,
      serviceTimeout: fn.serviceTimeout,
      properties: {
        ...wire,
        Checks: checks?.wire(scope),
        // The attributes are known only when the whole app is constructed.
        Returns: Lazy.any({ produce: () => (Object.keys(returns).length > 0 ? returns : undefined) }),
      },
    });
    this.returns = returns;
    this.node.addValidation({ validate: () => wrongWithAnswer(this.node.path, Object.keys(returns)) });
    for (const { secret } of api.authentication.flatMap((auth) => auth._secrets)) {
      this.node.addDependency(fn.grantRead(secret));
    }
  }

  /** Whether a replaced or removed record stays at the vendor: as the resource's own policies say, after every aspect. */
  public get isKept(): boolean {
    const { defaultChild } = this.node;
    const { deletionPolicy, updateReplacePolicy } = CfnResource.isCfnResource(defaultChild)
      ? defaultChild.cfnOptions
      : {};
    return [deletionPolicy, updateReplacePolicy].some((policy) => policy !== undefined && KEEPING.includes(policy));
  }

  /** Returns a member of the answer, as an attribute of this name. */
  public bringBack(name: string, wire: ReturnWire): string {
    this.returns[name] = wire;
    return this.getAttString(name);
  }
}

/** The longest answer that CloudFormation takes, in bytes (user guide, "Custom resource response objects"). */
const MOST_ANSWER_BYTES = 4_096;

/** Says that the attributes cannot fit, where their names alone are too long. The function says it of their values. */
function wrongWithAnswer(path: string, names: readonly string[]): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(names.map((name) => [name, '']))));
  return bytes < MOST_ANSWER_BYTES
    ? []
    : [
        `${path} asks for ${names.length} attributes, whose names alone are ${bytes} bytes, and CloudFormation takes ` +
          `${MOST_ANSWER_BYTES} in an answer: ask for fewer.`,
      ];
}
