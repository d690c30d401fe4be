import type { ResourceEntry, SimulatedFunction } from '../../testing';
import type { World } from '../histories/world';

/** Where a record stands. */
export interface Place {
  /** The stack's ARN. */
  readonly stackId: string;
  readonly logicalId: string;
}

/** What a contestant sees of the arena that it enters. */
export interface Surroundings {
  readonly world: World;
  /** The vendor's collection of records. */
  readonly vendorUrl: string;
  /** Where Secrets Manager is. */
  readonly awsOrigin: string;
  /** The certificate of the vendor and of CloudFormation, in PEM. */
  readonly ca: string;
}

/** A way to write a custom resource, with the handler that a user would write in it. */
export interface Contestant {
  readonly name: string;
  /** Of the framework. */
  readonly version: string;
  /** The framework's code that runs, and what else of its is said here: files of this repository, or of `node_modules`. */
  readonly source: readonly string[];
  /** The plain handler, a file of this repository. */
  readonly handler: string;
  /** The time-out of the function that hears CloudFormation, in milliseconds. */
  readonly timeout: number;
  /** Whether it answers by TLS alone. */
  readonly tls: boolean;

  /** A record's properties in the stack's template. */
  propertiesOf(surroundings: Surroundings, place: Place, version: number): Record<string, unknown>;

  /**
   * Reads an entry of CloudFormation's table for the judge, who looks for the vendor's id in `data.RecordId`, and for what
   * the record says in `properties.Body.value`. Default: they stand there.
   */
  read?(entry: ResourceEntry): ResourceEntry;

  /** Makes its function, in a world of its own. */
  enter(surroundings: Surroundings): Promise<Entrant>;

  /** Ends what it has started. */
  stop?(): Promise<void>;
}

/** A contestant in an arena. */
export interface Entrant {
  readonly function: SimulatedFunction;
  /** Resolves once nothing runs that the simulator does not know of. */
  settled?(): Promise<void>;
  leave?(): Promise<void>;
}
