import { randomUUID } from 'node:crypto';
import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import { isObject } from '../../../testing/fake-vendor/json';
import { VendorRecords } from '../../../testing/fake-vendor/vendor-records';
import { faultsOf, type Members, memberOf, textOf } from '../members';
import { type SignedRequest, type StrictRequest, StrictVendor } from '../strict-vendor';
import { changed, type DatadogAccount, newAccount, numberOf } from './account';

export interface FakeDatadogOptions {
  readonly apiKey: string;
  readonly applicationKey: string;
  /** The clock of new external IDs. @default - the real one */
  readonly now?: () => Date;
}

const BASE = 'api/v2/integration/aws/';
/** A new external ID expires after this many hours without an account (the vendor's Terraform provider). */
const MINTED_FOR_HOURS = 48;
const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'];
const COMMON: Members = {
  account_tags: 'list?',
  aws_regions: 'any?',
  logs_config: 'any?',
  metrics_config: 'any?',
  resources_config: 'any?',
  traces_config: 'any?',
};
const ROLE: Members = { role_name: 'text', external_id: 'text?' };
const CREATE: Members = { ...COMMON, aws_account_id: 'text', aws_partition: 'text', auth_config: ROLE };
const UPDATE: Members = { ...COMMON, aws_account_id: 'text', aws_partition: 'text?' };

/**
 * Datadog's AWS integration, v2, after the exchanges that the vendor recorded for its Go client
 * (DataDog/datadog-api-client-go, cassettes "AWS Integration"), and after that client's types. The sign-in is two keys
 * in headers. Both directions use JSON:API. A request of its own makes an external ID. An AWS account has one record.
 *
 * That the vendor refuses a foreign or expired external ID at once is inferred, and so are the words. An update may set
 * another external ID, because its type has the member: this is inferred too.
 */
export class FakeDatadog extends StrictVendor {
  public static start(options: FakeDatadogOptions): Promise<FakeDatadog> {
    return new FakeDatadog(options).listen();
  }

  private readonly held = new VendorRecords<DatadogAccount>(({ id }) => id);
  /** The time of each new external ID that no account uses yet. */
  private readonly minted = new Map<string, number>();

  private constructor(private readonly options: FakeDatadogOptions) {
    super();
  }

  /** The accounts, oldest first. */
  public get accounts(): DatadogAccount[] {
    return this.held.all();
  }

  protected answer(request: SignedRequest): VendorReply {
    const { apiKey, applicationKey } = this.options;
    if (request.header('dd-api-key') !== apiKey || request.header('dd-application-key') !== applicationKey) {
      return { status: 403, body: { errors: ['Forbidden'] } };
    }
    const path = request.segments.join('/');
    const [kind, id, ...more] = path.startsWith(BASE) ? request.segments.slice(4) : [];
    switch (`${request.method} ${kind}${id === undefined ? '' : '/{id}'}${more.length > 0 ? '/…' : ''}`) {
      case 'POST generate_new_external_id':
        return this.mint(request);
      case 'GET accounts':
        return this.list(request.query);
      case 'POST accounts':
        return this.create(request);
      case 'GET accounts/{id}':
        return this.withOne(id, showAccount);
      case 'PATCH accounts/{id}':
        return this.withOne(id, (one) => this.update(one, request));
      case 'DELETE accounts/{id}':
        return this.withOne(id, (one) => {
          this.held.remove(one.id);
          return { status: 204 };
        });
      default:
        return error(404, 'Not Found', `There is no ${request.method} /${path}`);
    }
  }

  private now(): Date {
    return this.options.now?.() ?? new Date();
  }

  private mint({ text }: StrictRequest): VendorReply {
    if (text !== '') {
      return error(400, 'Bad Request', 'no body is taken here');
    }
    const id = randomUUID().replaceAll('-', '');
    this.minted.set(id, this.now().getTime());
    return { ...JSON_API, status: 200, body: { data: { id, type: 'external_id', attributes: { external_id: id } } } };
  }

  private list(query: URLSearchParams): VendorReply {
    const number = query.get('aws_account_id');
    const data = this.accounts.filter((one) => number === null || numberOf(one) === number);
    return { ...JSON_API, status: 200, body: { data } };
  }

  private create(request: StrictRequest): VendorReply {
    const attributes = attributesOf(request, CREATE);
    if ('status' in attributes) {
      return attributes.status;
    }
    const number = textOf(attributes.given, 'aws_account_id');
    if (this.accounts.some((one) => numberOf(one) === number)) {
      return error(409, 'Account already exists', 'AWS account with provided id already exists');
    }
    const asked = textOf(attributes.given, 'auth_config', 'external_id');
    if (asked !== '' && !this.isFresh(asked)) {
      return NOT_FRESH;
    }
    this.minted.delete(asked);
    const externalId = asked || randomUUID().replaceAll('-', '');
    return showAccount(this.held.hold(newAccount(attributes.given, externalId, this.now())));
  }

  private update(one: DatadogAccount, request: StrictRequest): VendorReply {
    const changesRole = isObject(memberOf(request.json, 'data', 'attributes', 'auth_config'));
    const attributes = attributesOf(request, changesRole ? { ...UPDATE, auth_config: ROLE } : UPDATE);
    if ('status' in attributes) {
      return attributes.status;
    }
    if (textOf(attributes.given, 'aws_account_id') !== numberOf(one)) {
      return error(400, 'Bad Request', 'aws_account_id is not that of the account');
    }
    const asked = textOf(attributes.given, 'auth_config', 'external_id');
    if (asked !== '' && asked !== textOf(one.attributes, 'auth_config', 'external_id') && !this.isFresh(asked)) {
      return NOT_FRESH;
    }
    this.minted.delete(asked);
    return showAccount(this.held.hold(changed(one, attributes.given, this.now())));
  }

  private isFresh(externalId: string): boolean {
    const at = this.minted.get(externalId);
    return at !== undefined && this.now().getTime() - at < MINTED_FOR_HOURS * 3_600_000;
  }

  private withOne(id: string | undefined, use: (one: DatadogAccount) => VendorReply): VendorReply {
    const one = this.held.find(id ?? '');
    return one ? use(one) : error(404, 'Account not found', 'AWS account with provided id is not integrated');
  }
}

const JSON_API = { headers: { 'content-type': 'application/vnd.api+json' } };

const NOT_FRESH = error(400, 'Bad Request', 'external_id is not one that was generated here in the last 48 hours');

function showAccount(data: DatadogAccount): VendorReply {
  return { ...JSON_API, status: 200, body: { data } };
}

function error(status: number, title: string, detail: string): VendorReply {
  return { ...JSON_API, status, body: { errors: [{ status: String(status), title, detail }] } };
}

/** The attributes of a request's `data`, or why they are refused. */
function attributesOf(
  { json }: StrictRequest,
  members: Members,
): { given: Record<string, unknown> } | { status: VendorReply } {
  const [fault] = faultsOf(json, { data: { type: 'text', attributes: members, id: 'text?' } });
  if (fault) {
    return { status: error(400, 'Bad Request', `${fault.at} ${fault.wrong}`) };
  }
  const given = memberOf(json, 'data', 'attributes');
  const partition = textOf(given, 'aws_partition');
  if (partition !== '' && !PARTITIONS.includes(partition)) {
    return { status: error(400, 'Bad Request', `invalid partition: ${partition}`) };
  }
  return textOf(json, 'data', 'type') === 'account' && isObject(given)
    ? { given }
    : { status: error(400, 'Bad Request', "type is not 'account'") };
}
