import type { VendorReply, VendorRequest } from '../../../testing';
import { FakeVendor } from '../../../testing/fake-vendor/fake-vendor';
import { isObject } from '../../../testing/fake-vendor/json';
import type { WireRequest } from '../../../testing/fake-vendor/loopback-server';

/** What is wrong with a vendor of switches. Nothing, where nothing is said. */
export interface DeskFlaws {
  /** Each request adds a switch, also one that was made before. */
  readonly adds?: boolean;
  /** An old key opens still. */
  readonly forgetsNoKey?: boolean;
  /** Two requests at once are refused with 400. */
  readonly refusesSecond?: boolean;
  /** What a switch once said stays, unless it is said again. */
  readonly merges?: boolean;
}

/** A vendor that has switches to set by `PUT /switches/{name}`, and tells when each is on. */
export class FakeDesk extends FakeVendor {
  static start(flaws: DeskFlaws = {}): Promise<FakeDesk> {
    return new FakeDesk(flaws).listen();
  }

  readonly switches = new Map<string, object>();
  #key = 'desk-key-one';

  private constructor(private readonly flaws: DeskFlaws) {
    super({}, '/v1');
  }

  rotate(): string {
    const next = 'desk-key-two';
    this.#key = this.flaws.forgetsNoKey ? this.#key : next;
    return this.#key;
  }

  protected perform({ method, path, body }: VendorRequest, { headers }: WireRequest): VendorReply {
    if (headers['x-desk-key'] !== this.#key) {
      return { status: 401, body: { message: 'Who are you?' } };
    }
    const [, name] = /^\/v1\/switches\/([^/]+)$/.exec(path) ?? [];
    if (name === undefined || method !== 'PUT' || !isObject(body)) {
      return { status: 404, body: { message: 'No such thing' } };
    }
    if (this.flaws.refusesSecond && this.switches.has(name)) {
      return { status: 400, body: { message: 'It is set' } };
    }
    const key = this.flaws.adds ? `${name}-${this.switches.size}` : name;
    this.switches.set(key, this.flaws.merges ? { ...this.switches.get(key), ...body } : body);
    return { status: 200, body: { result: { ...body, state: 'on' } } };
  }
}
