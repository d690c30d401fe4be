import { FakeBitmovin } from '../../../testing';
import { FaultProxy, type FaultProxyOptions } from '../../../testing/fault-proxy/fault-proxy';
import { type CallOptions, call, type Heard } from './call';

export const API_KEY = 'canary-1';
export const PATH = '/analytics/outputs/s3-role-based';
const BODY = JSON.stringify({ name: 'mine', bucketName: 'b', roleArn: 'arn:aws:iam::111122223333:role/r' });

/** A fake, and a proxy in front of it. */
export class Scene {
  static async set(options: Partial<FaultProxyOptions> = {}): Promise<Scene> {
    const fake = await FakeBitmovin.start({ apiKey: API_KEY });
    const proxy = await FaultProxy.start({ upstream: fake.url, ...options });
    return new Scene(fake, proxy);
  }

  private constructor(
    readonly fake: FakeBitmovin,
    readonly proxy: FaultProxy,
  ) {}

  list(options: CallOptions = {}): Promise<Heard> {
    return call(`${this.proxy.url}${PATH}`, { headers: { 'X-Api-Key': API_KEY }, ...options });
  }

  create(options: CallOptions = {}): Promise<Heard> {
    return this.list({ method: 'POST', body: BODY, ...options });
  }

  remove(id: string): Promise<Heard> {
    return call(`${this.proxy.url}${PATH}/${id}`, { method: 'DELETE', headers: { 'X-Api-Key': API_KEY } });
  }

  /** How many records the list says there are. */
  async listed(): Promise<number> {
    return JSON.parse((await this.list()).body).data.result.totalCount;
  }

  async strike(): Promise<void> {
    await this.proxy.stop();
    await this.fake.stop();
  }
}
