import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** What a vendor's author gives to {@link conformance}. */
export interface ConformanceOptions {
  /** The vendor's name, for the report. */
  readonly vendor: string;

  /**
   * Makes one `VendorRegistration` of the description under test. It is called often, each time in a stack of its own.
   *
   * @param stack an empty stack
   * @param door where the vendor is, and how to sign in there
   * @param wish what the registration is to be: spread it into its props
   * @returns the registration
   */
  readonly register: (stack: Stack, door: ConformanceDoor, wish: ConformanceWish) => IConstruct;

  /** What records are to say. */
  readonly bodies: ConformanceBodies;

  /**
   * Starts the vendor's fake, empty. It is called for each trial, so that none meets what another has left.
   *
   * @param now the trial's clock: whatever expires, counts by the minute or settles later in the fake goes by it
   */
  readonly fake: (now: () => Date) => Promise<ConformanceFake>;

  /**
   * JSON Pointers to members of a body that the vendor keeps otherwise than they were sent. What a record says is
   * compared with what was sent, without these.
   *
   * @default - all are kept as they were sent
   */
  readonly keptOtherwise?: readonly string[];

  /**
   * The trials to run, by name.
   *
   * @default - all
   */
  readonly trials?: readonly string[];

  /**
   * Where the report goes.
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
   * The first as it is after a change that the vendor carries out in place.
   *
   * @default - updates are not tried
   */
  readonly updated?: ConformanceBody;

  /**
   * The first as it is after a change that takes a new record.
   *
   * @default - replacements are not tried
   */
  readonly replaced?: ConformanceBody;

  /**
   * A record of another stack's: where the vendor keeps a member unique, with another value there.
   *
   * @default - the same as the first
   */
  readonly other?: ConformanceBody;
}

/** As `VendorRegistration` takes it. */
export type ConformanceBody = { [name: string]: unknown };

/** What a registration is to be. */
export interface ConformanceWish {
  readonly body?: ConformanceBody;
  readonly adoptExisting?: string;
}

/** The way to the vendor. */
export interface ConformanceDoor {
  /** The description's base URL: the fake's. */
  readonly url: string;
  /** The tenant whose records these are, where the fake has named some. */
  readonly tenant?: string;
  /**
   * A secret of the fake's, by its name there.
   *
   * @throws for a name that the fake has not
   */
  secret(name: string): ISecret;
}

/** A fake of the vendor's API: any server on loopback, over plain HTTP. */
export interface ConformanceFake {
  /** The base URL, such as `http://127.0.0.1:9999/v1`. */
  readonly url: string;

  /**
   * What one signs in with, by a name of your choice, as Secrets Manager is to hold it: text, or JSON. Those of eight
   * characters or more must never be seen in a log or a stack.
   */
  readonly secrets: Readonly<Record<string, string>>;

  /**
   * What the vendor holds, whatever its answers show. This is what a trial is judged by.
   *
   * @param tenant one of `tenants`, where there are some
   */
  records(tenant?: string): readonly ConformanceRecord[];

  stop(): Promise<void>;

  /**
   * Lets in other secrets alone from now on.
   *
   * @returns those, by the same names
   *
   * @default - the rotation of a key is not tried
   */
  rotate?(): Readonly<Record<string, string>>;

  /**
   * Two tenants whose records one set of secrets may write.
   *
   * @default - their separation is not tried
   */
  readonly tenants?: readonly [string, string];

  /**
   * Puts so many records of strangers into the vendor's hands, before ours.
   *
   * @default - no list is longer than a page, and no stranger's record is near
   */
  seed?(count: number, tenant?: string): void;

  /**
   * Takes a record away, as the vendor's own user may.
   *
   * @default - what was removed by hand is not tried
   */
  remove?(id: string, tenant?: string): void;
}

/** A record in the vendor's hands. */
export interface ConformanceRecord {
  /** The vendor's id, as a path has it. */
  readonly id: string;
  /** All that it says, with what no answer shows; at the places that it has in a body. */
  readonly json: unknown;
}
