import type { Construct } from 'constructs';
import type { ApiWire, OutcomeWire, OwnershipWire, RecordWire, ReturnWire } from './contract';
import { fingerprintOf } from './fingerprint';
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
 * A vendor's API, described as data that one general function carries out. Plain REST is what nobody has to say: records
 * are created by `POST path`, read by `GET path/{id}`, listed by `GET path` and removed by `DELETE path/{id}`, as JSON
 * with the id at `/id`; a 2xx is success, and a change makes a new record before the old one goes.
 *
 * A description names places and computes nothing. What it cannot say is refused, not ignored.
 */
export class VendorApi {
  /** @internal */
  public readonly _ownership: VendorOwnership;

  /** @internal */
  public readonly _update: VendorUpdate;

  private readonly props: VendorApiProps;
  private readonly list: VendorList;
  private readonly removal: VendorRemoval;
  // Kept, because many registrations may share one description.
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

  /** JSON Pointer to the external ID in a record, where the vendor gives one. */
  public get externalId(): string | undefined {
    return this.props.externalId;
  }

  /** The sign-ins. */
  public get authentication(): VendorAuth[] {
    return this.props.authentication;
  }

  /**
   * Eight characters that are others as soon as a record of this body would have to be replaced: by what says where it
   * is, and by every member that the vendor cannot change in place.
   *
   * A key that the vendor keeps unique collides with itself in a replacement, as the new record is made before the old
   * one goes. Write these into the key and it changes along: where that is a role's name or ARN, as the role's path, by
   * `VendorRoleName.unique(scope, '/…/')`. What only the deploy knows, such as a parameter's value, cannot change them:
   * the vendor then refuses the new record, and the update fails with nothing lost.
   *
   * @param scope whose stack the registration is in
   * @param body what the registration will say, all but the key
   */
  public fingerprint(scope: Construct, body: { [name: string]: unknown }): string {
    return fingerprintOf(scope, this._place, this._update, body);
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
   * What says where a record is: the same for two descriptions means that their records are in one place.
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
   * How what came back as the vendor's principal is checked; undefined where the vendor gives none.
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
   * Where an id is in an answer.
   *
   * @internal
   */
  public get _id(): string {
    return this.props.id ?? '/id';
  }

  /**
   * @param paths those of the request, which say which parameters travel; by default all do
   * @param own parameters of the request's own
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
    const { baseUrl, headers, authentication, errorCode, errorText, requestId, requestsPerMinute } = this.props;
    return {
      baseUrl,
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
      ...(headers && Object.keys(headers).length > 0 ? { headers } : {}),
      mediaType: this.props.mediaType ?? 'application/json',
      authentication: authentication.map((a) => a._wire()),
      envelope: this.props.envelope ?? '',
      requestEnvelope: this.props.requestEnvelope ?? '',
      ...(errorCode ? { errorCode } : {}),
      errorText: errorText ?? ['/message', '/detail', '/error', '/errors'],
      ...(requestId ? { requestId } : {}),
      refusals: { ...DEFAULT_REFUSALS, ...this.props.refusals },
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute: String(requestsPerMinute) }),
    };
  }

  /**
   * @param ownership how this record is known to be ours; by default as the description says
   * @internal
   */
  public _recordWire(ownership?: OwnershipWire): RecordWire {
    this.recordWire ??= this.makeRecordWire();
    return ownership ? { ...this.recordWire, ownership } : this.recordWire;
  }

  private makeRecordWire(): RecordWire {
    const { path, createdAt, envelope } = this.props;
    const item = this.props.itemPath ?? itemPathOf(path);
    const list = this.list._wire(path, envelope ?? '');
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
