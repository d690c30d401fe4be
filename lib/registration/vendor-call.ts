import { Construct } from 'constructs';
import { refuseUnknown } from '../validation/refuse';
import { attributeNameOf, refuseUnsaid } from '../vendor-api/attributes';
import { encodeBody } from '../vendor-api/body';
import { type CallWire, WIRE_FORMAT } from '../vendor-api/contract';
import { VendorMethod } from '../vendor-api/enums';
import { ID, variablesOf } from '../vendor-api/path';
import { checkVendorCall } from './vendor-call-checks';
import type { VendorCallProps } from './vendor-call-props';
import { VendorResource } from './vendor-resource';

const KNOWN = ['api', 'path', 'method', 'parameters', 'body', 'outcome', 'externalId', 'permissionsBoundary'];

/**
 * One more request to a vendor: it checks or validates something, makes an external ID, or authorises a role. The
 * function makes it when the stack is created. It makes it again when its properties change or are rolled back, so it
 * must be safe to repeat. A Delete makes no request.
 *
 * The vendor makes another external ID at each call. So where the stack uses only the external ID, the function keeps
 * it as long as the call says the same. A rollback goes back to the former ID without a new call. Another secret alone
 * also makes no new call, though it may belong to another account at the vendor. In that case change the call, too.
 *
 * CloudFormation decides the order. The call runs after everything that its `body` or `parameters` use, and after every
 * `node.addDependency`.
 */
export class VendorCall extends Construct {
  private readonly resource: VendorResource;
  private readonly externalIdAt?: string;

  constructor(scope: Construct, id: string, props: VendorCallProps) {
    super(scope, id);
    refuseUnknown('VendorCall', props, KNOWN);
    checkVendorCall(props);
    const { api, path, method = VendorMethod.POST, parameters, body, outcome } = props;
    const outcomePath = outcome?._path;
    const wire = {
      Format: WIRE_FORMAT,
      Api: api._apiWire(outcomePath === undefined ? [path] : [path, outcomePath], parameters),
      Call: {
        method,
        path,
        ...(outcomePath !== undefined && variablesOf(outcomePath).includes(ID) ? { id: api._id } : {}),
      },
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
