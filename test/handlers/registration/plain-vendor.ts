import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import { LoopbackServer, type WireRequest } from '../../../testing/fake-vendor/loopback-server';

/** How a plain vendor differs from one that holds what it is sent. */
export interface PlainVendorOptions {
  /** A member that no two records may share: a second is refused with 409. */
  readonly unique?: string;
  /** Whether a write must carry the record's `version`, or its ETag as `If-Match`. */
  readonly lock?: 'version' | 'etag';
  /** How many looks a new record is MAKING, before it is what is said. */
  readonly settles?: { readonly after: number; readonly as: string };
  /** Whether a DELETE is accepted (202), and done by the next look but one. */
  readonly slowDelete?: boolean;
}

type Thing = Record<string, unknown> & { id: string };

/** A vendor of no name, by whose small differences the handler's ways with a description are told apart. */
export class PlainVendor {
  public static async start(options: PlainVendorOptions = {}): Promise<PlainVendor> {
    const vendor = new PlainVendor(options);
    vendor.server = await LoopbackServer.start({ handler: (request) => vendor.answer(request) });
    return vendor;
  }

  public readonly things = new Map<string, Thing>();
  /** Method and path of every request. */
  public readonly calls: string[] = [];
  /** What each request said. */
  public readonly bodies: string[] = [];
  /** Called before each request; what it gives back is the answer, `lost` performs and says nothing. */
  public intercept: (request: WireRequest) => VendorReply | 'lost' | undefined = () => undefined;
  private server: LoopbackServer | undefined;
  private ids = 0;
  private readonly looks = new Map<string, number>();

  private constructor(private readonly options: PlainVendorOptions) {}

  public get url(): string {
    return this.server?.origin ?? '';
  }

  public async stop(): Promise<void> {
    await this.server?.stop();
  }

  public all(): Thing[] {
    return [...this.things.values()];
  }

  private answer(request: WireRequest): VendorReply | 'drop' {
    this.calls.push(`${request.method} ${request.path}`);
    this.bodies.push(request.body);
    const said = this.intercept(request);
    if (said !== undefined && said !== 'lost') {
      return said;
    }
    const reply = this.perform(request);
    return said === 'lost' ? 'drop' : reply;
  }

  private perform({ method, path, body, headers }: WireRequest): VendorReply {
    const id = decodeURIComponent(path.split('/')[2] ?? '');
    const json: Record<string, unknown> = body === '' ? {} : JSON.parse(body);
    if (id === '') {
      return method === 'POST' ? this.make(json) : { status: 200, body: this.all().map((thing) => this.look(thing)) };
    }
    const thing = this.things.get(id);
    if (!thing) {
      return { status: 404, body: { message: 'no such thing' } };
    }
    if (method === 'GET') {
      return { status: 200, body: this.look(thing), headers: { etag: `"${thing.version}"` } };
    }
    const held = this.options.lock === 'etag' ? headers['if-match'] : json.version;
    const expected = this.options.lock === 'etag' ? `"${thing.version}"` : thing.version;
    if (this.options.lock && (method !== 'DELETE' || this.options.lock === 'etag') && held !== expected) {
      return { status: this.options.lock === 'etag' ? 412 : 409, body: { message: `the version is ${thing.version}` } };
    }
    return method === 'DELETE' ? this.take(thing) : this.change(thing, method, json);
  }

  private make(json: Record<string, unknown>): VendorReply {
    const { unique } = this.options;
    if (unique && this.all().some((thing) => thing[unique] === json[unique])) {
      return { status: 409, body: { message: `${unique} is taken` } };
    }
    const thing = { ...json, id: `thing-${++this.ids}`, version: 1, ...(this.options.settles && { state: 'MAKING' }) };
    this.things.set(thing.id, thing);
    return { status: 201, body: thing };
  }

  private look(thing: Thing): Thing {
    const looks = (this.looks.get(thing.id) ?? 0) + 1;
    this.looks.set(thing.id, looks);
    if (thing.going === true && looks > 1) {
      this.things.delete(thing.id);
    }
    const { settles } = this.options;
    if (settles && looks > settles.after) {
      thing.state = settles.as;
    }
    return thing;
  }

  private change(thing: Thing, method: string, json: Record<string, unknown>): VendorReply {
    const { id, version } = thing;
    const changed = { ...(method === 'PUT' ? {} : thing), ...json, id, version: Number(version) + 1 };
    this.things.set(id, changed);
    return { status: 200, body: changed };
  }

  private take(thing: Thing): VendorReply {
    if (this.options.slowDelete) {
      this.looks.set(thing.id, 0);
      this.things.set(thing.id, { ...thing, going: true });
      return { status: 202 };
    }
    this.things.delete(thing.id);
    return { status: 204 };
  }
}

/** What the construct would have written for it. */
export function thing(
  vendor: PlainVendor,
  value: Record<string, unknown>,
  { record = {}, ...more }: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    Format: '1',
    Api: {
      baseUrl: vendor.url,
      mediaType: 'application/json',
      authentication: [{ kind: 'header', name: 'X-Key', secret: { arn: 'arn' } }],
      envelope: '',
      requestEnvelope: '',
      errorText: ['/message'],
      refusals: { '404': 'GONE', '409': 'CONFLICT', '412': 'CONFLICT', '429': 'RETRY', '5xx': 'RETRY' },
    },
    Record: {
      create: '/things',
      item: '/things/{id}',
      id: '/id',
      ownership: { by: 'marker', at: '/notes' },
      list: { path: '/things', items: '' },
      removal: { method: 'DELETE', path: '/things/{id}' },
      ...(typeof record === 'object' ? record : {}),
    },
    Body: { value },
    ...more,
  };
}
