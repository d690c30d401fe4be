import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import type { Answer } from '../../../testing/fake-vendor/fake-vendor';
import { isObject } from '../../../testing/fake-vendor/json';
import { strangerNames, VendorRecords } from '../../../testing/fake-vendor/vendor-records';
import { faultsOf, type Members, textOf } from '../members';
import type { User } from '../sign-in/basic';
import { TokenDesk } from '../sign-in/tokens';
import { type CanAssume, type SignedRequest, type StrictRequest, StrictVendor } from '../strict-vendor';
import { changed, newCredential, type StorageCredential } from './credential';
import { pageOf } from './page';

export interface FakeDatabricksOptions {
  /** A personal access token. @default - the fake accepts none */
  readonly token?: string;
  /** A service principal: its client id and OAuth secret. @default - the fake accepts none */
  readonly servicePrincipal?: User;
  /** Whether the vendor can assume a role with its external ID. @default - it can */
  readonly canAssume?: CanAssume;
  /** The length of the vendor's own pages. @default 2 */
  readonly pageSize?: number;
  /** The refusal of an unknown name. @default 404, STORAGE_CREDENTIAL_DOES_NOT_EXIST */
  readonly missing?: { readonly status: number; readonly code: string };
  /** The refusal of a name that another credential has. @default 400, STORAGE_CREDENTIAL_ALREADY_EXISTS */
  readonly taken?: { readonly status: number; readonly code: string };
}

const BASE = 'api/2.1/unity-catalog/';
const ROLE: Members = { role_arn: 'text' };
const CREATE: Members = {
  name: 'text',
  aws_iam_role: ROLE,
  comment: 'text?',
  read_only: 'boolean?',
  skip_validation: 'boolean?',
};
const UPDATE: Members = {
  new_name: 'text?',
  comment: 'text?',
  read_only: 'boolean?',
  skip_validation: 'boolean?',
  owner: 'text?',
  force: 'boolean?',
  isolation_mode: 'text?',
};
const VALIDATE: Members = {
  storage_credential_name: 'text?',
  url: 'text?',
  external_location_name: 'text?',
  read_only: 'boolean?',
};

/**
 * Databricks' storage credentials, after its API reference (workspace API, "Storage Credentials"). The name is the id
 * in every path. Lists use `page_token`. Validation is a request of its own. The vendor tries the role at a create and
 * an update, unless `skip_validation` forbids it.
 *
 * The statuses and codes of the errors are inferred from the names in its SDK (`ErrorCode`), so a test can set them.
 */
export class FakeDatabricks extends StrictVendor {
  public static start(options: FakeDatabricksOptions): Promise<FakeDatabricks> {
    return new FakeDatabricks(options).listen();
  }

  public readonly tokens: TokenDesk;
  public canAssume: CanAssume;
  /** Names of credentials that locations use. Only a removal with `force` removes them. */
  public readonly used = new Set<string>();
  private readonly held = new VendorRecords<StorageCredential>(({ name }) => name);

  private constructor(private readonly options: FakeDatabricksOptions) {
    super();
    this.tokens = new TokenDesk(options.servicePrincipal, 'all-apis');
    this.canAssume = options.canAssume ?? (() => true);
  }

  /** The credentials, oldest first. */
  public get credentials(): StorageCredential[] {
    return this.held.all();
  }

  /** Adds credentials of other customers. */
  public seed(count: number): void {
    for (const name of strangerNames(count)) {
      const aws_iam_role = { role_arn: `arn:aws:iam::123456789012:role/${name}` };
      this.held.hold(newCredential({ name, aws_iam_role }, Date.now()));
    }
  }

  protected answer(request: SignedRequest): Answer {
    const path = request.segments.join('/');
    if (path === 'oidc/v1/token') {
      return this.tokens.exchange(request);
    }
    const said = request.header('authorization');
    if (!this.tokens.lets(said) && (this.options.token === undefined || said !== `Bearer ${this.options.token}`)) {
      return error(401, 'UNAUTHENTICATED', 'Credential was not sent or was of an unsupported type for this API.');
    }
    const [kind, name, ...more] = path.startsWith(BASE) ? request.segments.slice(3) : [];
    switch (`${request.method} ${kind}${name === undefined ? '' : '/{name}'}${more.length > 0 ? '/…' : ''}`) {
      case 'POST storage-credentials':
        return this.create(request);
      case 'GET storage-credentials':
        return this.list(request.query);
      case 'GET storage-credentials/{name}':
        return this.withOne(name, (one) => ({ status: 200, body: one }));
      case 'PATCH storage-credentials/{name}':
        return this.withOne(name, (one) => this.update(one, request));
      case 'DELETE storage-credentials/{name}':
        return this.withOne(name, (one) => this.remove(one, request.query));
      case 'POST validate-storage-credentials':
        return this.validate(request);
      default:
        return error(404, 'ENDPOINT_NOT_FOUND', `No API found for '${request.method} /${path}'`);
    }
  }

  private create(request: StrictRequest): Answer {
    return fitting(request, CREATE, async (body) => {
      const one = newCredential(body, Date.now());
      const { status, code } = this.options.taken ?? { status: 400, code: 'STORAGE_CREDENTIAL_ALREADY_EXISTS' };
      if (this.held.find(one.name)) {
        return error(status, code, `Storage Credential '${one.name}' already exists`);
      }
      return (await this.untrusted(one, body)) ?? { status: 200, body: this.held.hold(one) };
    });
  }

  private update(one: StorageCredential, request: StrictRequest): Answer {
    const changesRole = isObject(request.json) && 'aws_iam_role' in request.json;
    return fitting(request, changesRole ? { ...UPDATE, aws_iam_role: ROLE } : UPDATE, async (body) => {
      const next = changed(one, body, Date.now());
      const refused = changesRole ? await this.untrusted(next, body) : undefined;
      if (refused) {
        return refused;
      }
      this.held.remove(one.name);
      return { status: 200, body: this.held.hold(next) };
    });
  }

  private list(query: URLSearchParams): VendorReply {
    const known = ['max_results', 'page_token', 'include_unbound'];
    const page = pageOf(this.credentials, query, this.options.pageSize ?? 2);
    if (page === undefined || [...query.keys()].some((name) => !known.includes(name))) {
      return error(400, 'INVALID_PARAMETER_VALUE', `Invalid query '${query}'`);
    }
    const { items, token } = page;
    return { status: 200, body: { storage_credentials: items, ...(token ? { next_page_token: token } : {}) } };
  }

  private remove({ name }: StorageCredential, query: URLSearchParams): VendorReply {
    if (this.used.has(name) && query.get('force') !== 'true') {
      return error(400, 'INVALID_STATE', `Storage credential '${name}' has dependents; use force to delete it.`);
    }
    this.held.remove(name);
    return { status: 200, body: {} };
  }

  private validate(request: StrictRequest): Answer {
    return fitting(request, VALIDATE, (body) => {
      if (body.url === undefined && body.external_location_name === undefined) {
        return error(400, 'INVALID_PARAMETER_VALUE', 'Either url or external_location_name must be given.');
      }
      return this.withOne(textOf(body, 'storage_credential_name'), async ({ aws_iam_role: role }) => {
        const good = await this.canAssume(role.role_arn, role.external_id);
        const message = 'The AWS IAM role in the storage credential cannot be assumed.';
        const results = ['PATH_EXISTS', 'LIST', 'READ', 'WRITE', 'DELETE'].map((operation) =>
          good ? { operation, result: 'PASS' } : { operation, result: 'FAIL', message },
        );
        return { status: 200, body: { isDir: true, results } };
      });
    });
  }

  private async untrusted(
    { aws_iam_role: role }: StorageCredential,
    body: Record<string, unknown>,
  ): Promise<VendorReply | undefined> {
    const skipped = body.skip_validation === true;
    return skipped || (await this.canAssume(role.role_arn, role.external_id))
      ? undefined
      : error(400, 'INVALID_PARAMETER_VALUE', `AWS IAM role ${role.role_arn} cannot be assumed.`);
  }

  private withOne(name: string | undefined, use: (one: StorageCredential) => Answer): Answer {
    const one = this.held.find(name ?? '');
    const { status, code } = this.options.missing ?? { status: 404, code: 'STORAGE_CREDENTIAL_DOES_NOT_EXIST' };
    return one ? use(one) : error(status, code, `Storage Credential '${name}' does not exist.`);
  }
}

function fitting({ json }: StrictRequest, members: Members, use: (body: Record<string, unknown>) => Answer): Answer {
  const [fault] = faultsOf(json, members);
  if (fault) {
    return error(400, 'INVALID_PARAMETER_VALUE', `Field ${fault.at} ${fault.wrong}`);
  }
  return isObject(json) ? use(json) : error(400, 'MALFORMED_REQUEST', 'Invalid JSON given in the body.');
}

function error(status: number, error_code: string, message: string): VendorReply {
  return { status, body: { error_code, message, details: [] } };
}
