import { Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { type CallWire, type RegistrationWire, type SharersWire, UNKNOWN_HOST } from '../vendor-api/contract';

/** How many registrations of an app call each host, by the app's root: the stacks of an app share what a host allows. */
const COUNTS = new WeakMap<IConstruct, Map<string, number>>();

/** Where the vendor's limit is not known, so few registrations never trouble it, and so few are done in five minutes. */
const FEW = 10;
const SHORT = 50;

/** What five minutes have room for, in minutes' worth of requests: a minute or two stay for what is refused at first. */
const SHORT_MINUTES = 1.5;

/** Where each page says where the next begins, how many records it has is the vendor's choice: a common one. */
const CURSOR_PAGE = 100;

/** What a registration or a call says of itself. */
export type Served = Pick<RegistrationWire, 'Api' | 'Record'> | Pick<CallWire, 'Api' | 'Call'>;

/** What the registrations of one stack, with all others of the app, ask of their vendors. */
export class VendorLoad {
  private readonly counts: Map<string, number>;
  private readonly descriptions = new Map<string, Description>();

  /** @param scope anything in the stack */
  constructor(scope: IConstruct) {
    const { root } = scope.node;
    this.counts = COUNTS.get(root) ?? new Map();
    COUNTS.set(root, this.counts);
  }

  /** Counts one more registration of the stack, or a call, which asks less of the vendor. */
  public add(wire: Served): void {
    const { Api } = wire;
    const host = hostOf(Api.baseUrl);
    this.counts.set(host, (this.counts.get(host) ?? 0) + 1);
    const description = {
      host,
      limit: Api.requestsPerMinute === undefined ? undefined : Number(Api.requestsPerMinute),
      pageSize: pageSizeOf(wire),
    };
    this.descriptions.set(Object.values(description).join(' '), description);
  }

  /**
   * What the function is to know, once all of the app is constructed; undefined where none of it can matter. Rounded up
   * to tens, so that one registration more seldom changes the functions of all stacks.
   */
  public get sharers(): SharersWire | undefined {
    const descriptions = [...this.descriptions.values()];
    const matters = (d: Description) => this.count(d) > (d.limit === undefined ? FEW : d.limit / 4);
    if (!descriptions.some(matters)) {
      return undefined;
    }
    return Object.fromEntries(descriptions.map((d) => [d.host, Math.ceil(this.count(d) / 10) * 10]));
  }

  /** Whether a registration may have to wait longer for its turn than five minutes allow. */
  public get isHeavy(): boolean {
    return [...this.descriptions.values()].some((description) => {
      const { limit, pageSize } = description;
      const count = this.count(description);
      // Two looks and a post; at the most the looks read all of the others' records, page by page.
      return limit === undefined ? count > SHORT : (count * (3 + count / pageSize)) / limit > SHORT_MINUTES;
    });
  }

  private count({ host }: Description): number {
    return this.counts.get(host) ?? 0;
  }
}

/** How many records a page of its list has. */
function pageSizeOf(wire: Served): number {
  const paging = 'Record' in wire ? wire.Record.list?.paging : undefined;
  if (paging === undefined) {
    return Number.POSITIVE_INFINITY;
  }
  return paging.by === 'cursor' ? CURSOR_PAGE : Number(paging.size);
}

/** What registrations have in common that matters here. */
interface Description {
  readonly host: string;
  /** Requests a minute; undefined where nobody says. */
  readonly limit?: number;
  /** Records a page of a list. */
  readonly pageSize: number;
}

/**
 * Whose limit a registration shares. By the host and not by the whole URL, because a parent's id may stand in the path;
 * and not by the key, which is another token in each stack. To count two limits as one costs a little time, to count one
 * as two costs refusals: so all whose host only the deploy knows are counted together, too.
 */
function hostOf(baseUrl: string): string {
  const [origin = ''] = /^https?:\/\/[^/]+/i.exec(baseUrl) ?? [];
  return Token.isUnresolved(origin) || !URL.canParse(origin) ? UNKNOWN_HOST : new URL(origin).origin;
}
