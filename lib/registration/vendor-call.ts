import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { refuseUnknown } from '../validation/refuse';
import { attributeNameOf, refuseUnsaid } from '../vendor-api/attributes';
import { encodeBody } from '../vendor-api/body';
import { type CallWire, WIRE_FORMAT } from '../vendor-api/contract';
import { ID, variablesOf } from '../vendor-api/path';
import type { VendorApi } from '../vendor-api/vendor-api';
import { VendorMethod } from '../vendor-api/vendor-method';
import type { VendorOutcome } from '../vendor-api/vendor-outcome';
import { checkVendorCall } from './vendor-call-checks';
import { VendorResource } from './vendor-resource';

/** One request beside the records. */
export interface VendorCallProps {
  /** The vendor's API, whose base URL, sign-in, headers, envelopes and refusals it borrows. */
  readonly api: VendorApi;

  /** Where it goes; `{name}` takes a parameter of its own or of the API's. */
  readonly path: string;

  /**
   * How.
   *
   * @default VendorMethod.POST
   */
  readonly method?: VendorMethod;

  /**
   * Values for the braces, beside those of the API; percent-encoded. No secrets.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * What it says, as the vendor's documents write it. No secrets.
   *
   * @default - nothing
   */
  readonly body?: { [name: string]: unknown };

  /**
   * How it turned out. Without a path to ask, the call is made again until that is decided.
   *
   * @default - a 2xx is success
   */
  readonly outcome?: VendorOutcome;

  /**
   * JSON Pointer to the external ID in the answer, where the call makes one; checked as a registration's.
   *
   * @default - the call makes none
   */
  readonly externalId?: string;

  /**
   * The most that the function's role may ever do; see `VendorRegistration`.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

const KNOWN = ['api', 'path', 'method', 'parameters', 'body', 'outcome', 'externalId', 'permissionsBoundary'];

/**
 * One more request to a vendor: a check, a validation, an external ID that is minted, a role that is authorised. It is
 * made when the stack is, and again when anything of it changes, or is rolled back; it must be safe to repeat. Nothing is
 * done when it leaves the stack.
 *
 * An external ID that it makes is another each time. So where nothing else is asked of its answer, it stays as long as the
 * call says the same, and a rollback goes back to the former; the call is then not made again. So it does where another
 * secret signs in, which may be of another account at the vendor: change what the call says along.
 *
 * The order is CloudFormation's: what it needs is in its `body` or `parameters`, or is added by `node.addDependency`.
 */
export class VendorCall extends Construct {
  private readonly resource: VendorResource;
  private readonly externalIdAt?: string;

  constructor(scope: Construct, id: string, props: VendorCallProps) {
    super(scope, id);
    refuseUnknown('VendorCall', props, KNOWN);
    checkVendorCall(props);
    const { api, path, method = VendorMethod.POST, parameters, body, outcome } = props;
    const asked = outcome?._path;
    const wire = {
      Format: WIRE_FORMAT,
      Api: api._apiWire(asked === undefined ? [path] : [path, asked], parameters),
      Call: { method, path, ...(asked !== undefined && variablesOf(asked).includes(ID) ? { id: api._id } : {}) },
      ...(outcome ? { Outcome: outcome._wire() } : {}),
      ...(body === undefined ? {} : { Body: encodeBody('body', body) }),
    } satisfies CallWire;

    this.resource = new VendorResource(this, 'Resource', {
      resourceType: 'Custom::VendorCall',
      api,
      wire,
      permissionsBoundary: props.permissionsBoundary,
    });
    this.externalIdAt = props.externalId;
  }

  /**
   * The external ID that the call made.
   *
   * @throws if the call does not say where it is
   */
  public get externalId(): string {
    const at =
      this.externalIdAt ?? refuseUnsaid('externalId', this.node.path, "add externalId: '/…' to the VendorCall");
    return this.resource.bringBack('ExternalId', { at, check: 'externalId' });
  }

  /**
   * A member of the answer: text, a number or a boolean, as text.
   *
   * @param pointer JSON Pointer to it in the record, such as `/status`
   */
  public attribute(pointer: string): string {
    return this.resource.bringBack(attributeNameOf(pointer), { at: pointer, check: 'text' });
  }
}
