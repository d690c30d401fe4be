import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import { LoopbackServer, type WireRequest } from '../../../testing/fake-vendor/loopback-server';

/** A vendor of no name that has one setting, at `/account`, and no records. */
export class PlainSetting {
  public static async start(): Promise<PlainSetting> {
    const vendor = new PlainSetting();
    vendor.server = await LoopbackServer.start({ handler: (request) => vendor.answer(request) });
    return vendor;
  }

  /** What is set; undefined where a DELETE took it away. */
  public setting: Record<string, unknown> | undefined = { lang: 'en' };
  /** Method and path of every request. */
  public readonly calls: string[] = [];
  /** What each write said, as it was sent. */
  public readonly bodies: string[] = [];
  public readonly types: (string | undefined)[] = [];
  /** Called before each request; what it gives back is the answer, `lost` performs and says nothing. */
  public intercept: (request: WireRequest) => VendorReply | 'lost' | undefined = () => undefined;
  private server: LoopbackServer | undefined;

  public get url(): string {
    return this.server?.origin ?? '';
  }

  public async stop(): Promise<void> {
    await this.server?.stop();
  }

  /** How many requests of a method came. */
  public count(method: string): number {
    return this.calls.filter((call) => call.startsWith(method)).length;
  }

  private answer(request: WireRequest): VendorReply | 'drop' {
    this.calls.push(`${request.method} ${request.path}`);
    const said = this.intercept(request);
    if (said !== undefined && said !== 'lost') {
      return said;
    }
    const reply = this.perform(request);
    return said === 'lost' ? 'drop' : reply;
  }

  private perform({ method, path, body, headers }: WireRequest): VendorReply {
    if (path !== '/account') {
      return { status: 404, body: { message: 'no such page' } };
    }
    if (method === 'GET') {
      const { setting } = this;
      return setting ? { status: 200, body: { id: 'account-7', config: setting } } : { status: 404 };
    }
    if (method === 'DELETE') {
      this.setting = undefined;
      return { status: 204 };
    }
    this.bodies.push(body);
    this.types.push(headers['content-type']);
    const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
    const said = isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body).properties;
    this.setting = { ...this.setting, ...said };
    return { status: 200, body: {} };
  }
}

const BUCKET = { name: 'ours', role: 'arn:aws:iam::111122223333:role/ours' };

/** What the construct would have written for it: one member, a map, that null clears. */
export function settingOf(vendor: PlainSetting, bucket: unknown = BUCKET, more: object = {}): Record<string, unknown> {
  const isText = typeof bucket === 'string';
  return {
    Format: '1',
    Api: {
      baseUrl: vendor.url,
      mediaType: 'application/json',
      authentication: [{ kind: 'header', name: 'X-Key', secret: { arn: 'arn' } }],
      envelope: '',
      requestEnvelope: '',
      errorText: ['/message'],
      refusals: { '404': 'GONE', '409': 'CONFLICT', '429': 'RETRY', '5xx': 'RETRY' },
    },
    Setting: {
      read: { path: '/account', at: '/config' },
      write: { method: 'PUT', path: '/account', at: '/properties' },
      clear: { by: 'write', body: { value: { bucket: '' }, types: { '/bucket': 'null' } } },
      onExisting: 'fail',
    },
    Body: { value: { bucket: isText ? bucket : { ...Object(bucket) } } },
    ...more,
  };
}

/** The same with other members of `Setting`. */
export function placed(properties: Record<string, unknown>, setting: object): Record<string, unknown> {
  return { ...properties, Setting: { ...Object(properties.Setting), ...setting } };
}

export { BUCKET };
