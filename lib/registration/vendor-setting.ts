import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { refuseUnknown } from '../validation/refuse';
import { attributeNameOf, refuseUnsaid } from '../vendor-api/attributes';
import { encodeBody } from '../vendor-api/body';
import { type SettingWire, WIRE_FORMAT } from '../vendor-api/contract';
import { OnExistingSetting } from '../vendor-api/enums';
import { pointerStep } from '../vendor-api/json-pointer';
import { VendorClearing } from './vendor-clearing';
import { checkRemoval } from './vendor-registration-checks';
import { VendorResource } from './vendor-resource';
import { checkSetOnce, checkVendorSetting, methodOf, present } from './vendor-setting-checks';
import type { VendorSettingProps } from './vendor-setting-props';

/** Every prop; the compiler holds the list complete. */
const KNOWN = Object.keys({
  api: 0,
  value: 0,
  path: 0,
  method: 0,
  readAt: 0,
  writeAt: 0,
  readNames: 0,
  form: 0,
  clearing: 0,
  onExisting: 0,
  externalId: 0,
  removalPolicy: 0,
  permissionsBoundary: 0,
} satisfies Record<keyof VendorSettingProps, 0>);

/**
 * One thing that a vendor lets an account set, where other vendors keep records: the bucket of a domain, the storage of
 * all recordings. It is read, written in place, and put back or cleared when it leaves the stack.
 *
 * **Whose value it is.** A setting has no marker, so its own value tells. The function takes a setting for the stack's if
 * each member says all that the stack wants now, or all that this resource wanted before; what the vendor adds inside a
 * member does not matter. A setting that is cleared is free. Anything else is a stranger's: it fails the deploy, unless
 * `onExisting` says TAKE_OVER. A value that equals the stack's counts as the stack's, because an earlier try of the same
 * request may have written it. So set one thing in one stack only.
 *
 * **What was there before.** With FAIL nothing was there, so the end clears the setting. With TAKE_OVER the former value
 * of the members is kept in the physical id, compressed; one that does not fit into its 1,024 bytes, or that may hold a
 * secret, is refused before anything is written. The end puts it back, or clears the setting if the vendor does not take
 * the former value any more.
 *
 * **Its life.** An update writes in place and keeps the physical id; only another place (base URL, tenant, path) makes
 * another setting, and the former is put back last. A rollback writes again what the stack said before. At its end, and
 * also after a create that failed, the function touches only a setting that still says all that the stack wrote: what
 * somebody changed meanwhile is theirs, and stays.
 */
export class VendorSetting extends Construct {
  private readonly resource: VendorResource;
  private readonly externalIdAt?: string;

  constructor(scope: Construct, id: string, props: VendorSettingProps) {
    super(scope, id);
    refuseUnknown('VendorSetting', props, KNOWN);
    checkVendorSetting(props);
    const removal = checkRemoval('removalPolicy', props.removalPolicy ?? RemovalPolicy.DESTROY);
    const { api, value, path = api._path, readAt = '', readNames = {}, form } = props;
    const names = Object.entries(readNames).map(([name, inAnswer]) => [name, pointerStep(inAnswer)]);
    const Api = api._apiWire([path]);
    checkSetOnce(this, { Api, path, readAt }, value);
    const wire = {
      Format: WIRE_FORMAT,
      Api,
      Setting: {
        read: { path, at: readAt, ...(names.length > 0 ? { names: Object.fromEntries(names) } : {}) },
        write: {
          method: methodOf(props.method),
          path,
          at: props.writeAt ?? '',
          ...(form ? { form: 'true' as const } : {}),
        },
        clear: (props.clearing ?? VendorClearing.byNull())._wire(present(value), path),
        onExisting: props.onExisting === OnExistingSetting.TAKE_OVER ? 'take over' : 'fail',
      },
      Body: encodeBody('value', value),
    } satisfies SettingWire;

    this.resource = new VendorResource(this, 'Resource', {
      resourceType: 'Custom::VendorSetting',
      api,
      wire,
      removalPolicy: removal,
      permissionsBoundary: props.permissionsBoundary,
    });
    this.externalIdAt = props.externalId;
  }

  /**
   * The external ID that the vendor gives where the setting is read.
   *
   * @throws if the setting does not say where it is
   */
  public get externalId(): string {
    const at =
      this.externalIdAt ?? refuseUnsaid('externalId', this.node.path, "add externalId: '/…' to the VendorSetting");
    return this.resource.bringBack('ExternalId', { at, check: 'externalId' });
  }

  /**
   * A member of the answer to the read: text, a number or a boolean, as text.
   *
   * @param pointer JSON Pointer to it in the answer, such as `/domain_name`
   */
  public attribute(pointer: string): string {
    return this.resource.bringBack(attributeNameOf(pointer), { at: pointer, check: 'text' });
  }
}
