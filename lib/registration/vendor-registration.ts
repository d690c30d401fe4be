import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Lazy, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkMadeBy, refuseUnknown } from '../validation/refuse';
import type { RuleName } from '../validation/rules';
import { attributeNameOf, refuseUnsaid } from '../vendor-api/attributes';
import { encodeBody } from '../vendor-api/body';
import { ADOPTING_FORMAT, RECORD_ID_ATTRIBUTE, type RegistrationWire, WIRE_FORMAT } from '../vendor-api/contract';
import { VendorApi } from '../vendor-api/vendor-api';
import { ownershipOf } from './unique-key';
import { ValueChecks } from './value-checks';
import { checkAdoptExisting, checkBodyOrExisting, checkRecordBody, checkRemoval } from './vendor-registration-checks';
import { VendorResource } from './vendor-resource';

/** One record at a vendor's API. */
export interface VendorRegistrationProps {
  /** The vendor's API for such a record. */
  readonly api: VendorApi;

  /**
   * The record's members, as the vendor's documents write them: text, numbers, booleans, null, lists and maps. Values
   * may be tokens. No secrets.
   *
   * @default - none; required without `adoptExisting`, and refused with it
   */
  readonly body?: { [name: string]: unknown };

  /**
   * The vendor's id of an existing record, in this API's collection and under its headers. The function reads the
   * record and returns its attributes. It never writes or deletes the record, whatever `removalPolicy` says. Use this
   * prop in place of `cdk import`, which takes no custom resource.
   *
   * Another id adopts another record. Without the prop, the function makes a record of `body`. If another registration
   * made the record and still has it, its removal deletes the record. A record that this registration itself made stays
   * from now on.
   *
   * @default - the function makes a record of `body`
   */
  readonly adoptExisting?: string;

  /**
   * What happens to the vendor's record when it is removed from the stack, or replaced. `RETAIN` keeps it, and no stack
   * manages it any more. A rolled-back creation removes its record all the same.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The permissions boundary of the function's role. A stack has one function, so all registrations that name a
   * boundary must name the same one.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

const KNOWN = ['api', 'body', 'adoptExisting', 'removalPolicy', 'permissionsBoundary'];

/**
 * One record at a vendor's API. The function creates it, returns the vendor's answer as attributes, and removes it with
 * the construct. The function changes in place what the API can change in place. Any other change of `body`, or of the
 * record's place, makes a new record. CloudFormation deletes the old one last, after all that used it.
 *
 * One function a stack makes the requests. It recognises its own records by the API's `ownership`. So a lost answer, a
 * retry or a rollback ends with one record, or none.
 */
export class VendorRegistration extends Construct {
  private readonly api: VendorApi;
  private readonly resource: VendorResource;
  private readonly checks = new ValueChecks();

  constructor(scope: Construct, id: string, props: VendorRegistrationProps) {
    super(scope, id);
    refuseUnknown('VendorRegistration', props, KNOWN);
    const { api, body = {}, adoptExisting } = props;
    checkMadeBy('api', api, VendorApi, 'write new VendorApi({ … })');
    checkAdoptExisting('adoptExisting', adoptExisting);
    checkBodyOrExisting(props.body, adoptExisting);
    const removalPolicy = checkRemoval('removalPolicy', props.removalPolicy ?? RemovalPolicy.DESTROY);
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
        // An aspect may change the policies after this constructor.
        kept: Lazy.string({ produce: () => (this.resource.isKept ? 'true' : undefined) }),
      },
      ...(outcome ? { Outcome: outcome } : {}),
      Body: encodeBody('body', body),
    } satisfies RegistrationWire;

    this.resource = new VendorResource(this, 'Resource', {
      resourceType: 'Custom::VendorRegistration',
      api,
      wire,
      checks: this.checks,
      removalPolicy,
      permissionsBoundary: props.permissionsBoundary,
    });

    this.api = api;
  }

  /**
   * Has the function hold a text to a rule, before it calls the vendor, where synth cannot.
   *
   * @internal
   */
  public _check(prop: string, value: string | undefined, rule: RuleName | readonly string[]): void {
    this.checks.add(prop, value, rule);
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
   * The ARN of the user or role that the vendor returned, for the role's trust. It belongs to the account that the
   * description names.
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
