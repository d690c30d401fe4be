import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import type { Answer } from '../../../testing/fake-vendor/fake-vendor';
import { VendorRecords } from '../../../testing/fake-vendor/vendor-records';
import { faultsOf, textOf } from '../members';
import type { User } from '../sign-in/basic';
import { type DigestAlgorithm, DigestGate } from '../sign-in/digest';
import { TokenDesk } from '../sign-in/tokens';
import { type CanAssume, type SignedRequest, StrictVendor } from '../strict-vendor';
import { problem } from './problem';
import { type AtlasRole, authorized, newRole } from './role';

export interface FakeAtlasOptions {
  /** The ids of the projects. */
  readonly groups: readonly string[];
  /** A service account: its client id and secret. @default - the fake accepts none */
  readonly serviceAccount?: User;
  /** An API key: its public and private part. @default - the fake accepts none */
  readonly apiKey?: User;
  /** The algorithm of the Digest for an API key. @default MD5 */
  readonly algorithm?: DigestAlgorithm;
  /** Whether the vendor can assume a role with its external ID. @default - it can */
  readonly canAssume?: CanAssume;
}

/** A role, and its project. */
interface HeldRole {
  readonly groupId: string;
  readonly role: AtlasRole;
}

/** The media type of a versioned request, and the first version that the documents give to these paths. */
const VERSIONED = /^application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})\+json$/;
const FIRST_VERSION = '2023-01-01';

/**
 * MongoDB Atlas' cloud provider access, after its Admin API v2 reference and its Go client (mongodb/atlas-sdk-go,
 * `api_cloud_provider_access.go`). A client creates a role by POST, and authorises it by PATCH. DELETE has a path of
 * its own. The Accept header names a version. The sign-in is an API key by Digest, or a service account's token.
 *
 * `400 CANNOT_ASSUME_ROLE` and its words stand in the logs of the vendor's Terraform provider. Users' reports show `406
 * INVALID_VERSION_DATE` and `404 CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND`. The code of an unknown member and the realm of
 * the Digest are inferred.
 */
export class FakeAtlas extends StrictVendor {
  public static start(options: FakeAtlasOptions): Promise<FakeAtlas> {
    return new FakeAtlas(options).listen();
  }

  public readonly tokens: TokenDesk;
  public readonly digest: DigestGate;
  public canAssume: CanAssume;
  private readonly held = new VendorRecords<HeldRole>(({ role }) => role.roleId);

  private constructor(private readonly options: FakeAtlasOptions) {
    super();
    this.tokens = new TokenDesk(options.serviceAccount);
    this.digest = new DigestGate(options.apiKey, 'MMS Public API', options.algorithm ?? 'MD5');
    this.canAssume = options.canAssume ?? (() => true);
  }

  /** The roles in one project or in all, oldest first. */
  public roles(groupId?: string): AtlasRole[] {
    const held = this.held.all().filter((one) => groupId === undefined || one.groupId === groupId);
    return held.map(({ role }) => role);
  }

  protected answer(request: SignedRequest): Answer {
    if (request.segments.join('/') === 'api/oauth/token') {
      return this.tokens.exchange(request);
    }
    return this.unsigned(request) ?? unversioned(request) ?? this.route(request);
  }

  private unsigned(request: SignedRequest): VendorReply | undefined {
    const said = request.header('authorization');
    if (this.tokens.lets(said)) {
      return undefined;
    }
    const refusal = this.digest.refusalOf(said, request.method, request.target);
    if (refusal === undefined) {
      return undefined;
    }
    const headers = { 'www-authenticate': this.digest.challenge(refusal === 'stale') };
    return { ...problem(401, 'UNAUTHORIZED', `You are not authorized for this resource: ${refusal}.`), headers };
  }

  private route({ method, segments, query, json }: SignedRequest): Answer {
    const [groups, groupId = '', kind, ...rest] = segments.slice(3);
    const prefix = segments.slice(0, 3).join('/');
    if (prefix !== 'api/atlas/v2' || groups !== 'groups' || kind !== 'cloudProviderAccess' || query.size > 0) {
      return problem(404, 'RESOURCE_NOT_FOUND', 'Cannot find resource.');
    }
    if (!this.options.groups.includes(groupId)) {
      return problem(404, 'GROUP_NOT_FOUND', `No group with ID ${groupId} exists.`, [groupId]);
    }
    const roleId = rest.pop() ?? '';
    switch (`${method} ${[...rest, ...(roleId ? ['{id}'] : [])].join('/')}`) {
      case 'POST ':
        return this.init(groupId, json);
      case 'GET ':
        return { status: 200, body: { awsIamRoles: this.roles(groupId) } };
      case 'GET {id}':
        return this.withRole(groupId, roleId, (role) => ({ status: 200, body: role }));
      case 'PATCH {id}':
        return this.withRole(groupId, roleId, (role) => this.authorize(groupId, role, json));
      case 'DELETE AWS/{id}':
        return this.withRole(groupId, roleId, () => {
          this.held.remove(roleId);
          return { status: 204 };
        });
      default:
        return problem(405, 'METHOD_NOT_ALLOWED', `${method} is not allowed here.`);
    }
  }

  private init(groupId: string, body: unknown): VendorReply {
    const refused = unfit(body, { providerName: 'text' });
    if (refused) {
      return refused;
    }
    const { role } = this.held.hold({ groupId, role: newRole(new Date()) });
    return { status: 200, body: role };
  }

  private async authorize(groupId: string, role: AtlasRole, body: unknown): Promise<VendorReply> {
    const refused = unfit(body, { providerName: 'text', iamAssumedRoleArn: 'text?' });
    if (refused) {
      return refused;
    }
    const arn = textOf(body, 'iamAssumedRoleArn');
    if (!(await this.canAssume(arn, role.atlasAssumedRoleExternalId))) {
      return problem(400, 'CANNOT_ASSUME_ROLE', `Atlas cannot assume the specified role (${arn}).`, [arn]);
    }
    const now = authorized(role, arn, new Date());
    this.held.hold({ groupId, role: now });
    return { status: 200, body: now };
  }

  private withRole(groupId: string, roleId: string, use: (role: AtlasRole) => Answer): Answer {
    const role = this.roles(groupId).find((one) => one.roleId === roleId);
    const detail = `No cloud provider access role with ID ${roleId} exists.`;
    return role ? use(role) : problem(404, 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND', detail, [roleId]);
  }
}

function unversioned(request: SignedRequest): VendorReply | undefined {
  const [, version] = VERSIONED.exec(request.header('accept') ?? '') ?? [];
  if (version === undefined || version < FIRST_VERSION) {
    return problem(406, 'INVALID_VERSION_DATE', 'Invalid accept header or version date.');
  }
  const type = request.header('content-type') ?? '';
  const json = VERSIONED.test(type) || /^application\/json\b/.test(type);
  return request.text === '' || json ? undefined : problem(415, 'UNSUPPORTED_MEDIA_TYPE', `'${type}' is not known.`);
}

function unfit(body: unknown, members: Parameters<typeof faultsOf>[1]): VendorReply | undefined {
  const [fault] = faultsOf(body, members);
  if (fault) {
    return problem(400, 'INVALID_ATTRIBUTE', `Attribute ${fault.at} ${fault.wrong}.`, [fault.at]);
  }
  const provider = textOf(body, 'providerName');
  return provider === 'AWS' ? undefined : problem(400, 'INVALID_ENUM_VALUE', `'${provider}' is no provider here.`);
}
