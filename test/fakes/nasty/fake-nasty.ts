import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import { isObject } from '../../../testing/fake-vendor/json';
import { pageFrom } from '../../../testing/fake-vendor/pages';
import { strangerNames, VendorRecords } from '../../../testing/fake-vendor/vendor-records';
import { faultsOf, type Members } from '../members';
import { type SignedRequest, type StrictRequest, StrictVendor } from '../strict-vendor';
import { afterRead, changed, etagOf, type HeldThing, newThing, type Thing } from './thing';

export interface FakeNastyOptions {
  readonly token: string;
  /** The number of reads while a thing is MAKING, and while it is LEAVING. @default 2 */
  readonly pending?: number;
  /** The number of removals that the vendor refuses because the thing is busy. @default 1 */
  readonly busy?: number;
}

const CREATE: Members = { name: 'text', size: 'number?', labels: 'any?' };
const UPDATE: Members = { size: 'number?', labels: 'any?' };
const PAGE = 2;

/**
 * An invented vendor that combines the difficulties of several real ones. A create gets a 202 without a body. The id
 * stands only in `Location`, with a blank and a slash in it. Things become ready later, and have an external ID only
 * then.
 *
 * Lists use a cursor. Writes need an ETag. Names are unique. The vendor refuses to remove a busy thing, and removes
 * others later.
 */
export class FakeNasty extends StrictVendor {
  public static start(options: FakeNastyOptions): Promise<FakeNasty> {
    return new FakeNasty(options).listen();
  }

  private readonly held = new VendorRecords<HeldThing>(({ thing }) => thing.id);

  private constructor(private readonly options: FakeNastyOptions) {
    super();
  }

  /** The things, oldest first, with those that are LEAVING. */
  public get things(): Thing[] {
    return this.held.all().map(({ thing }) => thing);
  }

  /** Adds things of other customers. */
  public seed(count: number): void {
    for (const name of strangerNames(count)) {
      this.held.hold(afterRead(newThing({ name, labels: { owner: name } }, 0)));
    }
  }

  /** Changes a thing's ETag, as another client's write would. */
  public touch(id: string): void {
    const one = this.held.find(id);
    if (one) {
      this.held.hold({ ...one, version: one.version + 1 });
    }
  }

  protected answer(request: SignedRequest): VendorReply {
    const { method, segments } = request;
    if (request.header('authorization') !== `Bearer ${this.options.token}`) {
      return problem(401, 'WHO_ARE_YOU', 'The token is not valid');
    }
    const [kind, id, ...more] = segments;
    if (kind !== 'things' || more.length > 0) {
      return problem(404, 'NOTHING_HERE', `There is nothing at /${segments.join('/')}`);
    }
    switch (`${method}${id === undefined ? '' : ' {id}'}`) {
      case 'POST':
        return this.create(request);
      case 'GET':
        return this.list(request.query);
      case 'GET {id}':
        return this.withOne(id, (one) => this.read(one));
      case 'PATCH {id}':
        return this.withOne(id, (one) => this.update(one, request));
      case 'DELETE {id}':
        return this.withOne(id, (one) => this.remove(one));
      default:
        return problem(405, 'NOT_THAT_WAY', `${method} is not allowed here`);
    }
  }

  private get pending(): number {
    return this.options.pending ?? 2;
  }

  private create({ json }: StrictRequest): VendorReply {
    const [fault] = faultsOf(json, CREATE);
    if (fault || !isObject(json)) {
      return problem(422, 'DOES_NOT_FIT', `${fault?.at} ${fault?.wrong}`);
    }
    if (this.things.some(({ name }) => name === json.name)) {
      return problem(409, 'NAME_TAKEN', `There is a thing called ${json.name} already`);
    }
    const { thing } = this.held.hold(newThing(json, this.pending));
    return { status: 202, headers: { location: `/things/${encodeURIComponent(thing.id)}` } };
  }

  private list(query: URLSearchParams): VendorReply {
    if ([...query.keys()].some((name) => name !== 'after')) {
      return problem(400, 'DOES_NOT_FIT', `The query '${query}' is not known`);
    }
    const start = this.things.findIndex(({ id }) => id === query.get('after')) + 1;
    const { items: things, next } = pageFrom(this.things, start, PAGE);
    return { status: 200, body: { things, paging: next === undefined ? {} : { after: things.at(-1)?.id } } };
  }

  private read(one: HeldThing): VendorReply {
    const next = afterRead(one);
    if (one.thing.state === 'LEAVING' && next.pending === 0) {
      this.held.remove(one.thing.id);
    } else {
      this.held.hold(next);
    }
    return { status: 200, headers: { etag: etagOf(one) }, body: { thing: one.thing } };
  }

  private update(one: HeldThing, { json, header }: StrictRequest): VendorReply {
    const [fault] = faultsOf(json, UPDATE);
    if (fault || !isObject(json)) {
      return problem(422, 'DOES_NOT_FIT', `${fault?.at} ${fault?.wrong}`);
    }
    const match = header('if-match');
    if (match === undefined) {
      return problem(428, 'SAY_WHAT_YOU_SAW', 'If-Match is missing');
    }
    if (match !== etagOf(one)) {
      return problem(412, 'CHANGED_SINCE', 'Somebody else was here');
    }
    this.held.hold(changed(one, json, this.pending));
    return { status: 202 };
  }

  private remove(one: HeldThing): VendorReply {
    if (one.refusals < (this.options.busy ?? 1)) {
      this.held.hold({ ...one, refusals: one.refusals + 1 });
      return problem(409, 'BUSY', 'Somebody is using it');
    }
    this.held.hold({ ...one, pending: this.pending, thing: { ...one.thing, state: 'LEAVING' } });
    return { status: 202 };
  }

  private withOne(id: string | undefined, use: (one: HeldThing) => VendorReply): VendorReply {
    const one = this.held.find(id ?? '');
    return one ? use(one) : problem(404, 'NO_SUCH_THING', `There is no thing '${id}'`);
  }
}

function problem(status: number, type: string, title: string): VendorReply {
  return { status, body: { problem: { type, title } } };
}
