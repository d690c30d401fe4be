import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CustomResource, Lazy, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { refuse, refuseUnknown } from '../validation/refuse';
import { checkAdoptExisting, checkBodyOrExisting } from './adopt-existing';
import { encodeBody } from './body';
import { ADOPTING_FORMAT, RECORD_ID_ATTRIBUTE, type RegistrationWire, type ReturnWire, WIRE_FORMAT } from './contract';
import { checkMarkerField } from './marker-field';
import { RegistrationFunction } from './registration-function';
import type { VendorApi } from './vendor-api';

/** One record at a vendor's API. */
export interface VendorRegistrationProps {
  /** The vendor's API: where the record is, how one signs in, how the record is known to be ours. */
  readonly api: VendorApi;

  /**
   * What the record says, as the vendor's documents write it: text, numbers, booleans, null, lists and maps; tokens may
   * stand anywhere. No secrets.
   *
   * @default - none; required without `adoptExisting`, and refused with it
   */
  readonly body?: { [name: string]: unknown };

  /**
   * The vendor's id of a record that is there already, in this API's collection and under its headers. It is read, what
   * it says comes back, and it is never written and never deleted, whatever becomes of the stack and whatever
   * `removalPolicy` says. CloudFormation imports no custom resource (`cdk import`): this is the way instead.
   *
   * Another id takes the other record's place; without the prop a record of `body` is made. Where the record is one that
   * another registration made, and still has, it goes when that one is removed. One that this very registration made
   * stays from now on.
   *
   * @default - a record is made of what `body` says
   */
  readonly adoptExisting?: string;

  /**
   * What becomes of the vendor's record when it is removed from the stack, or replaced. `RETAIN` keeps it, and then
   * nothing looks after it any more; a record whose creation is rolled back is removed all the same.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The most that the function's role may ever do. The function is the stack's: registrations that name a boundary must
   * name the same.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

const KNOWN = ['api', 'body', 'adoptExisting', 'removalPolicy', 'permissionsBoundary'];

/**
 * Tells a vendor's API, once: creates a record, brings back what the vendor answered, and removes the record with the
 * construct. A change of anything in `body`, or of where the record lives, makes a new record; the old one goes last,
 * after everything that used it has followed.
 *
 * The requests are made by one function a stack, which finds its own records by a marker, so that a lost answer, a
 * retry or a rolled-back deploy ends with one record, or none.
 */
export class VendorRegistration extends Construct {
  /** The vendor's own id of the record. */
  public readonly recordId: string;

  private readonly api: VendorApi;
  private readonly resource: CustomResource;
  private readonly returns: Record<string, ReturnWire> = {};

  constructor(scope: Construct, id: string, props: VendorRegistrationProps) {
    super(scope, id);
    refuseUnknown('VendorRegistration', props, KNOWN);
    const { api, body = {}, adoptExisting } = props;
    checkAdoptExisting('adoptExisting', adoptExisting);
    checkBodyOrExisting(props.body, adoptExisting);
    const removal = checkRemoval('removalPolicy', props.removalPolicy ?? RemovalPolicy.DESTROY);
    checkMarkerField(api.markerAt, body);
    const wire = {
      Format: adoptExisting === undefined ? WIRE_FORMAT : ADOPTING_FORMAT,
      Api: api._apiWire(),
      Record: {
        ...api._recordWire(),
        ...(adoptExisting === undefined ? {} : { adopted: adoptExisting }),
        ...(removal.kept ? { kept: 'true' } : {}),
      },
      Body: encodeBody('body', body),
    } satisfies RegistrationWire;

    const fn = RegistrationFunction.of(this);
    fn.serve(wire);
    if (props.permissionsBoundary) {
      fn.holdTo(props.permissionsBoundary);
    }
    this.resource = new CustomResource(this, 'Resource', {
      serviceToken: fn.serviceToken,
      serviceTimeout: fn.serviceTimeout,
      resourceType: 'Custom::VendorRegistration',
      removalPolicy: removal.policy,
      // The attributes asked for are known only when everything is constructed.
      properties: {
        ...wire,
        Returns: Lazy.any({ produce: () => (Object.keys(this.returns).length > 0 ? this.returns : undefined) }),
      },
    });
    for (const { secret } of api.authentication) {
      this.resource.node.addDependency(fn.grantRead(secret.secret));
    }

    this.api = api;
    this.recordId = this.resource.getAttString(RECORD_ID_ATTRIBUTE);
  }

  /**
   * The external ID that the vendor returned, for the role's trust.
   *
   * @throws if the description does not say where the vendor gives it
   */
  public get externalId(): string {
    const at = this.api.externalId;
    if (at === undefined) {
      return refuse(
        'externalId',
        '(unset)',
        `is asked of ${this.node.path}, whose description does not say where it is`,
        "add externalId: '/…' to the VendorApi",
      );
    }
    this.returns.ExternalId = { at, check: 'externalId' };
    return this.resource.getAttString('ExternalId');
  }
}

/** A record that is to be kept is kept when it is removed or replaced, but not when its own creation is rolled back. */
export function checkRemoval(prop: string, policy: RemovalPolicy): { policy: RemovalPolicy; kept: boolean } {
  switch (policy) {
    case RemovalPolicy.DESTROY:
      return { policy, kept: false };
    case RemovalPolicy.RETAIN:
    case RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE:
      return { policy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, kept: true };
    default:
      return refuse(prop, policy, 'means nothing for a record at a vendor', 'write DESTROY or RETAIN');
  }
}
