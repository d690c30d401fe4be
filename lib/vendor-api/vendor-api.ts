import type { Construct } from 'constructs';
import { refuseUnknown } from '../validation/refuse';
import type { ApiWire, OutcomeWire, OwnershipWire, RecordWire, ReturnWire } from './contract';
import { fingerprintOf } from './fingerprint';
import { ownNameOf, type VendorOwnNameOptions } from './own-name';
import { type Parameters, usedIn } from './parameters';
import { itemPathOf } from './path';
import { checkVendorApi } from './vendor-api-checks';
import type { VendorApiProps } from './vendor-api-props';
import type { VendorAuth } from './vendor-auth';
import { VendorList } from './vendor-list';
import type { VendorOwnership } from './vendor-ownership';
import { DEFAULT_REFUSALS } from './vendor-refusal';
import { VendorRemoval } from './vendor-removal';
import { VendorUpdate } from './vendor-update';

/**
 * A vendor's API, described as data for one general function. The defaults are plain REST. `POST path` creates a
 * record, `GET path/{id}` reads it, `GET path` lists, and `DELETE path/{id}` removes. Bodies are JSON with the id at
 * `/id`, and a 2xx is success. A change makes a new record before the old one is removed.
 *
 * A description names places and computes nothing. Unknown props are refused, not ignored.
 */
export class VendorApi {
  /** @internal */
  public readonly _ownership: VendorOwnership;

  /** @internal */
  public readonly _update: VendorUpdate;

  private readonly props: VendorApiProps;
  private readonly list: VendorList;
  private readonly removal: VendorRemoval;
  // Both are kept, because many registrations may share one description.
  private apiWire?: ApiWire;
  private recordWire?: RecordWire;

  constructor(props: VendorApiProps) {
    checkVendorApi(props);
    this.props = props;
    this._ownership = props.ownership;
    this._update = props.update ?? VendorUpdate.none();
    this.list = props.list ?? VendorList.whole();
    this.removal = props.removal ?? VendorRemoval.byDelete();
  }

  /** JSON Pointer to the external ID in a record, if the vendor gives one. */
  public get externalId(): string | undefined {
    return this.props.externalId;
  }

  /** The sign-ins. */
  public get authentication(): VendorAuth[] {
    return this.props.authentication;
  }

  /**
   * Eight characters that change whenever a record of this body must be replaced. They depend on the record's place,
   * and on every member that the vendor cannot change in place.
   *
   * In a replacement, the function makes the new record before the old one is removed. A key that the vendor keeps
   * unique would then collide with itself. So make these characters a part of the key. If the key is a role's name or
   * ARN, use them in the role's path, by `VendorRoleName.unique(scope, '/…/')`. Values that only the deploy knows, such
   * as a parameter's, do not change them. The vendor then refuses the new record, and the update fails without a loss.
   *
   * @param scope a construct in the registration's stack
   * @param body the registration's body, without the key
   */
  public fingerprint(scope: Construct, body: { [name: string]: unknown }): string {
    return fingerprintOf(scope, this._place, this._update, body);
  }

  /**
   * A name that only this stack can have: the text, a hyphen and the UUID of the stack's id. Use it as a key that the
   * vendor keeps unique, see `VendorOwnership.key`. No other stack has it, whatever its account, region and name. A stack
   * that is deleted and made again has another UUID.
   *
   * Only the deploy knows the UUID, so the name is a token. Two registrations of a stack need two texts. Where a change
   * replaces the record, let the name change along: put `fingerprint` into the text.
   *
   * @param scope a construct in the registration's stack
   * @param text what a reader knows the record by, such as `studio`
   * @param options how many characters the vendor takes
   */
  public ownName(scope: Construct, text: string, options: VendorOwnNameOptions = {}): string {
    refuseUnknown('VendorApi.ownName', options, ['maxLength']);
    return ownNameOf(scope, text, options);
  }

  /**
   * The collection.
   *
   * @internal
   */
  public get _path(): string {
    return this.props.path;
  }

  /** @internal */
  public get _filter(): Readonly<Record<string, string>> {
    return this.list._filter;
  }

  /** @internal */
  public get _parameters(): Parameters {
    return this.props.parameters ?? {};
  }

  /**
   * The record's place. Two descriptions with the same place have their records in one place.
   *
   * @internal
   */
  public get _place(): object {
    const { baseUrl, path, headers = {} } = this.props;
    return { baseUrl, path, parameters: this._parameters, headers };
  }

  /** @internal */
  public get _outcomeWire(): OutcomeWire | undefined {
    return this.props.outcome?._wire();
  }

  /**
   * How the function checks the vendor's principal. Undefined where the vendor gives none.
   *
   * @internal
   */
  public get _principalWire(): ReturnWire | undefined {
    const { principal: at, principalAccount: account, principalMayBeRoot } = this.props;
    if (at === undefined || account === undefined) {
      return undefined;
    }
    return { at, check: 'principal', account, ...(principalMayBeRoot ? { mayBeRoot: 'true' as const } : {}) };
  }

  /**
   * The place of an id in an answer.
   *
   * @internal
   */
  public get _id(): string {
    return this.props.id ?? '/id';
  }

  /**
   * @param paths the request's paths, which decide which parameters are sent; by default all are sent
   * @param own further parameters of the request
   * @internal
   */
  public _apiWire(paths?: readonly string[], own: Parameters = {}): ApiWire {
    if (paths) {
      return this.makeApiWire(usedIn(paths, { ...this._parameters, ...own }));
    }
    this.apiWire ??= this.makeApiWire(this._parameters);
    return this.apiWire;
  }

  private makeApiWire(parameters: Parameters): ApiWire {
    const { baseUrl, headers, authentication, errorCode, successCodes = [], errorText } = this.props;
    const { requestId, requestsPerMinute } = this.props;
    return {
      baseUrl,
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
      ...(headers && Object.keys(headers).length > 0 ? { headers } : {}),
      mediaType: this.props.mediaType ?? 'application/json',
      authentication: authentication.map((a) => a._wire()),
      envelope: this.props.envelope ?? '',
      requestEnvelope: this.props.requestEnvelope ?? '',
      ...(errorCode ? { errorCode } : {}),
      ...(successCodes.length > 0 ? { successCodes } : {}),
      errorText: errorText ?? ['/message', '/detail', '/error', '/errors'],
      ...(requestId ? { requestId } : {}),
      refusals: { ...DEFAULT_REFUSALS, ...this.props.refusals },
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute: String(requestsPerMinute) }),
    };
  }

  /**
   * @param ownership how the function recognises this record; by default as the description says
   * @internal
   */
  public _recordWire(ownership?: OwnershipWire): RecordWire {
    this.recordWire ??= this.makeRecordWire();
    return ownership ? { ...this.recordWire, ownership } : this.recordWire;
  }

  private makeRecordWire(): RecordWire {
    const { path, createdAt, envelope } = this.props;
    const item = this.props.itemPath ?? itemPathOf(path);
    const list = this.list._wire(path, envelope ?? '', this._id);
    const update = this._update._wire(item);
    return {
      create: path,
      item,
      id: this._id,
      ...(createdAt ? { createdAt } : {}),
      ownership: this._ownership._wire(),
      ...(list ? { list } : {}),
      ...(update ? { update } : {}),
      removal: this.removal._wire(item),
    };
  }
}
