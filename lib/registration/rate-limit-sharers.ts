import { Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import {
  type CallWire,
  type RegistrationWire,
  type SettingWire,
  type SharersWire,
  UNKNOWN_HOST,
} from '../vendor-api/contract';

/** How many registrations of an app call each host, by the app's root. The stacks of an app share a host's limit. */
const COUNTS = new WeakMap<IConstruct, Map<string, number>>();

/**
 * Where the vendor's limit is not known: up to `FEW` registrations need no spreading, and up to `SHORT` finish in five
 * minutes.
 */
const FEW = 10;
const SHORT = 50;

/**
 * The minutes' worth of requests that fit into five minutes. The rest is left for requests that the vendor refuses at
 * first.
 */
const SHORT_MINUTES = 1.5;

/** With cursors the vendor chooses how many records a page has. This is a common number. */
const CURSOR_PAGE = 100;

/** The properties of a registration, a call or a setting. */
export type Served =
  | Pick<RegistrationWire, 'Api' | 'Record'>
  | Pick<CallWire, 'Api' | 'Call'>
  | Pick<SettingWire, 'Api' | 'Setting'>;

/** How many requests the registrations of one stack make to their vendors, together with all others of the app. */
export class VendorLoad {
  private readonly counts: Map<string, number>;
  private readonly descriptions = new Map<string, Description>();

  /** @param scope a construct in the stack */
  constructor(scope: IConstruct) {
    const { root } = scope.node;
    this.counts = COUNTS.get(root) ?? new Map();
    COUNTS.set(root, this.counts);
  }

  /** Counts one more registration of the stack, or a call, which needs fewer requests. */
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
   * The counts that the function needs, complete once the whole app is constructed. Undefined where they cannot matter.
   * They are rounded up to tens, so that one more registration rarely changes the functions of all stacks.
   */
  public get sharers(): SharersWire | undefined {
    const descriptions = [...this.descriptions.values()];
    const matters = (d: Description) => this.count(d) > (d.limit === undefined ? FEW : d.limit / 4);
    if (!descriptions.some(matters)) {
      return undefined;
    }
    return Object.fromEntries(descriptions.map((d) => [d.host, Math.ceil(this.count(d) / 10) * 10]));
  }

  /** Whether a registration may wait longer for its turn than five minutes. */
  public get isHeavy(): boolean {
    return [...this.descriptions.values()].some((description) => {
      const { limit, pageSize } = description;
      const count = this.count(description);
      // A create lists twice and posts once. At most, the lists read the records of all others, page by page.
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
  return 'size' in paging ? Number(paging.size) : CURSOR_PAGE;
}

/** The facts that matter here. Many registrations share them. */
interface Description {
  readonly host: string;
  /** Requests a minute. Undefined where the description does not say. */
  readonly limit?: number;
  /** Records on a page of a list. */
  readonly pageSize: number;
}

/**
 * The host whose limit a registration shares. Not the URL, because a parent's id may be in its path. Not the key
 * either, because it is another token in each stack. Two limits counted as one cost a little time, but one limit
 * counted as two costs refusals. So all hosts that only the deploy knows count as one.
 */
export function hostOf(baseUrl: string): string {
  const [origin = ''] = /^https?:\/\/[^/]+/i.exec(baseUrl) ?? [];
  return Token.isUnresolved(origin) || !URL.canParse(origin) ? UNKNOWN_HOST : new URL(origin).origin;
}
