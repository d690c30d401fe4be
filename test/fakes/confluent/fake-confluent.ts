import { randomUUID } from 'node:crypto';
import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import { pageFrom } from '../../../testing/fake-vendor/pages';
import { strangerNames, VendorRecords } from '../../../testing/fake-vendor/vendor-records';
import { faultsOf, textOf } from '../members';
import { isBasic, type User } from '../sign-in/basic';
import { type SignedRequest, StrictVendor } from '../strict-vendor';
import { type ConfluentIntegration, newIntegration } from './integration';

export interface FakeConfluentOptions {
  /** A Cloud API key and its secret. */
  readonly apiKey: User;
  /** The id of the only environment. */
  readonly environment: string;
  /** The vendor's role that assumes ours. No source gives its account. */
  readonly vendorRoleArn: string;
}

const CREATE = {
  display_name: 'text?',
  provider: 'text?',
  config: { kind: 'text', customer_iam_role_arn: 'text' },
  environment: { id: 'text' },
} as const;
const ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/**
 * Confluent Cloud's provider integrations, after the vendor's OpenAPI document (confluentinc/ccloud-sdk-go-v2,
 * `provider-integration/v1`). The sign-in is an API key by Basic. A create has the environment in its body, every other
 * request in its query. A list names its next page by a URL. There is no update.
 *
 * The reference of the vendor's CLI says that a role's ARN is unique in an environment. That the next page's URL keeps
 * the query is inferred, and so is the refusal of an undocumented query.
 */
export class FakeConfluent extends StrictVendor {
  public static start(options: FakeConfluentOptions): Promise<FakeConfluent> {
    return new FakeConfluent(options).listen();
  }

  private readonly held = new VendorRecords<ConfluentIntegration>(({ id }) => id);

  private constructor(private readonly options: FakeConfluentOptions) {
    super();
  }

  /** The integrations, oldest first. */
  public get integrations(): ConfluentIntegration[] {
    return this.held.all();
  }

  /** Adds integrations of other customers. */
  public seed(count: number): void {
    for (const display_name of strangerNames(count)) {
      const config = { customer_iam_role_arn: `arn:aws:iam::123456789012:role/${display_name}` };
      const stranger = { display_name, config, environment: { id: this.options.environment } };
      this.held.hold(newIntegration(stranger, this.options.vendorRoleArn));
    }
  }

  protected answer(request: SignedRequest): VendorReply {
    const { method, segments, query } = request;
    if (!isBasic(request.header('authorization'), this.options.apiKey)) {
      const detail = 'Valid authentication credentials must be provided';
      const reply = failure(401, 'user_unauthenticated', 'Authentication Required', detail);
      return { ...reply, headers: { 'www-authenticate': 'Basic error="invalid_key"' } };
    }
    const [pim, version, kind, id, ...more] = segments;
    if (`${pim}/${version}/${kind}` !== 'pim/v1/integrations' || more.length > 0) {
      return failure(404, 'resource_not_found', 'Resource Not Found', `There is nothing at /${segments.join('/')}`);
    }
    if (`${method} ${id ?? ''}` === 'POST ') {
      return this.create(request);
    }
    return this.unplaced(query, id === undefined) ?? this.placed(method, id, query);
  }

  private placed(method: string, id: string | undefined, query: URLSearchParams): VendorReply {
    switch (`${method}${id === undefined ? '' : ' {id}'}`) {
      case 'GET':
        return this.list(query);
      case 'GET {id}':
        return this.withOne(id, (one) => ({ status: 200, body: one }));
      case 'DELETE {id}':
        return this.withOne(id, (one) => {
          this.held.remove(one.id);
          return { status: 204 };
        });
      default:
        return failure(405, 'method_not_allowed', 'Method Not Allowed', `${method} is not allowed here`);
    }
  }

  private create({ json, query, header }: SignedRequest): VendorReply {
    if (query.size > 0 || !/^application\/json\b/.test(header('content-type') ?? '')) {
      return failure(400, 'invalid_request', 'Bad Request', 'A create takes JSON and no query');
    }
    const [fault] = faultsOf(json, CREATE);
    const arn = textOf(json, 'config', 'customer_iam_role_arn');
    const wrong =
      fault?.at ??
      (ARN.test(arn) ? undefined : '/config/customer_iam_role_arn') ??
      (textOf(json, 'config', 'kind') === 'AwsIntegrationConfig' ? undefined : '/config/kind') ??
      (textOf(json, 'display_name').length <= 60 ? undefined : '/display_name');
    if (wrong !== undefined) {
      return failure(422, 'invalid_configuration', 'Validation Failed', `The property '${wrong}' is not valid`, wrong);
    }
    if (textOf(json, 'environment', 'id') !== this.options.environment) {
      return failure(403, 'user_unauthorized', 'User Access Unauthorized', 'There is no such environment for this key');
    }
    const twin = this.integrations.find((one) => one.config.customer_iam_role_arn === arn);
    if (twin) {
      const detail = `The integration of '${arn}' already exists.`;
      const reply = failure(409, 'resource_already_exists', 'Resource Already exists', detail);
      return { ...reply, headers: { location: this.link(twin.id) } };
    }
    const made = this.held.hold(newIntegration(json, this.options.vendorRoleArn));
    return { status: 201, headers: { location: this.link(made.id) }, body: made };
  }

  private list(query: URLSearchParams): VendorReply {
    const start = this.integrations.findIndex((one) => one.id === query.get('page_token')) + 1;
    const size = Number(query.get('page_size') ?? 10);
    const { items: data, next: more } = pageFrom(this.integrations, start, size);
    const page = new URLSearchParams({ ...Object.fromEntries(query), page_token: data.at(-1)?.id ?? '' });
    const next = more === undefined ? null : `${this.link()}?${page}`;
    const metadata = { first: this.link(), prev: null, next, total_size: this.integrations.length };
    return { status: 200, body: { api_version: 'pim/v1', kind: 'IntegrationList', metadata, data } };
  }

  /** The refusal of a query without the environment, or with an undocumented name. */
  private unplaced(query: URLSearchParams, isList: boolean): VendorReply | undefined {
    const known = isList ? ['environment', 'provider', 'page_size', 'page_token'] : ['environment'];
    const other = [...query.keys()].find((name) => !known.includes(name));
    if (other !== undefined || query.get('environment') === null) {
      return failure(400, 'invalid_filter', 'Invalid Filter', `The query lacks the environment, or has '${other}'`);
    }
    return query.get('environment') === this.options.environment
      ? undefined
      : failure(403, 'user_unauthorized', 'User Access Unauthorized', 'There is no such environment for this key');
  }

  private withOne(id: string | undefined, use: (one: ConfluentIntegration) => VendorReply): VendorReply {
    const one = this.held.find(id ?? '');
    return one ? use(one) : failure(404, 'resource_not_found', 'Resource Not Found', `There is no integration ${id}`);
  }

  private link(id?: string): string {
    return `${this.url}/pim/v1/integrations${id === undefined ? '' : `/${id}`}`;
  }
}

/** An error in the vendor's form (`Failure`). */
function failure(status: number, code: string, title: string, detail: string, pointer?: string): VendorReply {
  const source = pointer === undefined ? {} : { source: { pointer } };
  return { status, body: { errors: [{ id: randomUUID(), status: String(status), code, title, detail, ...source }] } };
}
