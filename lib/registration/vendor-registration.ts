import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkMadeBy, refuseUnknown } from '../validation/refuse';
import { attributeNameOf, refuseUnsaid } from '../vendor-api/attributes';
import { encodeBody } from '../vendor-api/body';
import { ADOPTING_FORMAT, RECORD_ID_ATTRIBUTE, type RegistrationWire, WIRE_FORMAT } from '../vendor-api/contract';
import { VendorApi } from '../vendor-api/vendor-api';
import { ownershipOf } from './unique-key';
import { checkAdoptExisting, checkBodyOrExisting, checkRecordBody, checkRemoval } from './vendor-registration-checks';
import { VendorResource } from './vendor-resource';

/** One record at a vendor's API. */
export interface VendorRegistrationProps {
  /** What the vendor's documents say of such a record. */
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
 * Tells a vendor's API, once: creates a record, brings back what the vendor answered, and takes the record away with the
 * construct. What the API can change in place is changed there. A change of anything else in `body`, or of where the
 * record lives, makes a new record; the old one goes last, after everything that used it has followed.
 *
 * The requests are made by one function a stack, which finds its own records by what the API's `ownership` says, so that
 * a lost answer, a retry or a rolled-back deploy ends with one record, or none.
 */
export class VendorRegistration extends Construct {
  private readonly api: VendorApi;
  private readonly resource: VendorResource;

  constructor(scope: Construct, id: string, props: VendorRegistrationProps) {
    super(scope, id);
    refuseUnknown('VendorRegistration', props, KNOWN);
    const { api, body = {}, adoptExisting } = props;
    checkMadeBy('api', api, VendorApi, 'write new VendorApi({ … })');
    checkAdoptExisting('adoptExisting', adoptExisting);
    checkBodyOrExisting(props.body, adoptExisting);
    const removal = checkRemoval('removalPolicy', props.removalPolicy ?? RemovalPolicy.DESTROY);
    if (adoptExisting === undefined) {
      checkRecordBody(api, body);
    }
    const outcome = api._outcomeWire;
    const wire = {
      Format: adoptExisting === undefined ? WIRE_FORMAT : ADOPTING_FORMAT,
      Api: api._apiWire(),
      Record: {
        ...api._recordWire(ownershipOf(this, api, adoptExisting === undefined ? body : undefined)),
        adopted: adoptExisting,
        ...(removal.kept ? { kept: 'true' } : {}),
      },
      ...(outcome ? { Outcome: outcome } : {}),
      Body: encodeBody('body', body),
    } satisfies RegistrationWire;

    this.resource = new VendorResource(this, 'Resource', {
      resourceType: 'Custom::VendorRegistration',
      api,
      wire,
      removalPolicy: removal.policy,
      permissionsBoundary: props.permissionsBoundary,
    });

    this.api = api;
  }

  /** The vendor's own id of the record. */
  public get recordId(): string {
    return this.resource.getAttString(RECORD_ID_ATTRIBUTE);
  }

  /**
   * The external ID that the vendor returned, for the role's trust.
   *
   * @throws if the description does not say where the vendor gives it
   */
  public get externalId(): string {
    const at =
      this.api.externalId ?? refuseUnsaid('externalId', this.node.path, "add externalId: '/…' to the VendorApi");
    return this.resource.bringBack('ExternalId', { at, check: 'externalId' });
  }

  /**
   * The ARN of the user or role that the vendor returned as the one that it will come as, for the role's trust. It is one
   * of the account that the description names.
   *
   * @throws if the description does not say where the vendor gives it
   */
  public get principal(): string {
    const mend = "add principal: '/…' and principalAccount to the VendorApi";
    return this.resource.bringBack(
      'Principal',
      this.api._principalWire ?? refuseUnsaid('principal', this.node.path, mend),
    );
  }

  /**
   * A member of the record: text, a number or a boolean, as text.
   *
   * @param pointer JSON Pointer to it in the record, such as `/version`
   */
  public attribute(pointer: string): string {
    return this.resource.bringBack(attributeNameOf(pointer), { at: pointer, check: 'text' });
  }
}
