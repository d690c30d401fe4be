import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The options of {@link conformance}, which the author of a vendor's description gives. */
export interface ConformanceOptions {
  /** The vendor's name, for the report. */
  readonly vendor: string;

  /**
   * Makes one `VendorRegistration` or one `VendorCall` of the description under test. The kit calls it often, each time
   * with a new stack. What it gives back decides which trials there are.
   *
   * @param stack an empty stack
   * @param door the vendor's URL and its secrets
   * @param wish the props of this registration: spread them into its props. A call takes `wish.body` alone
   * @returns the registration or the call
   */
  readonly register: (stack: Stack, door: ConformanceDoor, wish: ConformanceWish) => IConstruct;

  /** The bodies of the records, or of the calls. */
  readonly bodies: ConformanceBodies;

  /**
   * Starts the vendor's fake without records. The kit calls it for each trial, so that no trial sees another's records.
   *
   * @param now the trial's clock. Use it for everything in the fake that expires, settles later, or counts by the
   *   minute.
   */
  readonly fake: (now: () => Date) => Promise<ConformanceFake>;

  /**
   * JSON Pointers to members that the vendor does not store as they were sent. The kit compares records with the sent
   * body, and leaves these members out. After calls it compares the records with those of a single call: name the members
   * here that differ from one call to the next, such as a time.
   *
   * @default - the vendor stores all members as they were sent
   */
  readonly keptOtherwise?: readonly string[];

  /**
   * How many random lives of a stack to live through, in the trial `storm`. A life has deploys, changes, cancels and
   * failures of a neighbour. Every fifth answer of the vendor gets lost, events come twice, and functions die. What goes
   * wrong in life n is the same in each run.
   *
   * @default 0
   */
  readonly storm?: number;

  /**
   * The names of the trials to run.
   *
   * @default - all
   */
  readonly trials?: readonly string[];

  /**
   * Receives the report.
   *
   * @default - the standard output
   */
  readonly print?: (report: string) => void;
}

/** The bodies that a trial sends. */
export interface ConformanceBodies {
  /** An ordinary record. */
  readonly first: ConformanceBody;

  /**
   * The first body after a change that the vendor carries out in place.
   *
   * @default - the kit does not try updates
   */
  readonly updated?: ConformanceBody;

  /**
   * The first body after a change that needs a new record.
   *
   * @default - the kit does not try replacements
   */
  readonly replaced?: ConformanceBody;

  /**
   * A body for another stack. Where the vendor demands a unique member, give another value there.
   *
   * @default - the same as the first
   */
  readonly other?: ConformanceBody;
}

/** A body as `VendorRegistration` takes it. */
export type ConformanceBody = { [name: string]: unknown };

/** The props of one registration. */
export interface ConformanceWish {
  readonly body?: ConformanceBody;
  readonly adoptExisting?: string;
}

/** The vendor as a registration sees it. */
export interface ConformanceDoor {
  /** The base URL for the description: the URL of the fake. */
  readonly url: string;
  /** The tenant of the records, where the fake has tenants. */
  readonly tenant?: string;
  /**
   * A secret of the fake, by its name in `secrets`.
   *
   * @throws for an unknown name
   */
  secret(name: string): ISecret;
}

/** A fake of the vendor's API: any server on loopback, over plain HTTP. */
export interface ConformanceFake {
  /** The base URL, such as `http://127.0.0.1:9999/v1`. */
  readonly url: string;

  /**
   * The texts or JSON that Secrets Manager is to hold for the sign-in, by names of your choice. No log and no stack may
   * show a text of eight characters or more.
   */
  readonly secrets: Readonly<Record<string, string>>;

  /**
   * The records that the vendor holds, also where its answers do not show them. They decide whether a trial passes. For a
   * call these are everything that it sets, makes or changes.
   *
   * @param tenant one of `tenants`, where the fake has some
   */
  records(tenant?: string): readonly ConformanceRecord[];

  stop(): Promise<void>;

  /**
   * Changes the secrets. The fake accepts only the new ones from now on.
   *
   * @returns the new secrets, by the same names
   *
   * @default - the kit does not try the rotation of a key
   */
  rotate?(): Readonly<Record<string, string>>;

  /**
   * Two tenants whose records one set of secrets may write.
   *
   * @default - the kit does not try the separation of tenants
   */
  readonly tenants?: readonly [string, string];

  /**
   * Adds records of other customers, before the kit adds records.
   *
   * @default - no list is longer than a page, and no other customer has a record
   */
  seed?(count: number, tenant?: string): void;

  /**
   * Removes a record, as the vendor's user may do by hand.
   *
   * @default - the kit does not try a removal by hand
   */
  remove?(id: string, tenant?: string): void;
}

/** A record that the vendor holds. */
export interface ConformanceRecord {
  /** The vendor's id, as it stands in a path. */
  readonly id: string;
  /** The whole record, with the members that no answer shows. Each member stands at its place in a body. */
  readonly json: unknown;
}
