/** The members of a connection that a client sends. */
export interface PictoryConnectionFields {
  /** Unique among the connections of an organisation. */
  readonly name: string;
  readonly description?: string;
  /** Twelve digits. */
  readonly awsAccountId: string;
  /** The region of the buckets, such as `us-east-2`. */
  readonly awsRegion: string;
  readonly enabled: boolean;
}

/** A connection as the vendor holds it. */
export interface PictoryConnectionRecord extends PictoryConnectionFields {
  readonly connectionId: string;
  /** 1 after the create, and one more after each change. */
  readonly version: number;
  readonly type: 'AWS';
  /** ISO-8601, UTC, with milliseconds. */
  readonly createdDate: string;
  readonly updatedDate: string;
}

/** A connection in the answer to a create or a change: without its type and its dates (vendor's API reference). */
export function shownOnWrite(record: PictoryConnectionRecord): object {
  const { type: _type, createdDate: _created, updatedDate: _updated, ...shown } = record;
  return shown;
}
