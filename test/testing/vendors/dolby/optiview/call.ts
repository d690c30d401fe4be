import { FakeOptiView, type FakeOptiViewOptions } from '../../../../../testing';

export const API_SECRET = 'optiview-secret';

/** What a profile's options are, in full. */
export const OPTIONS = { bucketName: 'acme-clips', objectPrefix: 'clips', bucketRegion: 'eu-west-1' };

export interface Called {
  readonly status: number;
  readonly body: { readonly status?: unknown; readonly data?: unknown; readonly message?: unknown };
}

/** A fake on a clock that a test moves. */
export class Scene {
  static async set(options: Partial<FakeOptiViewOptions> = {}): Promise<Scene> {
    const scene = new Scene();
    scene.#fake = await FakeOptiView.start({ apiSecret: API_SECRET, now: () => new Date(scene.now), ...options });
    return scene;
  }

  /** Milliseconds since the epoch. */
  now = Date.UTC(2026, 0, 1);
  #fake: FakeOptiView | undefined;

  get fake(): FakeOptiView {
    if (this.#fake === undefined) {
      throw new Error('The scene is not set.');
    }
    return this.#fake;
  }

  /** Calls the fake with the right secret, or with another header. */
  async call(method: string, path: string, body?: unknown, authorization = `Bearer ${API_SECRET}`): Promise<Called> {
    const answer = await fetch(`${this.fake.url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, body: Object(await answer.json()) };
  }
}
