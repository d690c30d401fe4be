import { withoutUndefined } from '../../fake-vendor/json';
import type { JsonBodyReader } from '../../fake-vendor/json-body-reader';
import { bodyReader, refusalOf } from './body';
import type { Failure } from './envelope';

const EXPORT_TYPES = ['SESSIONS', 'ADS'] as const;
const EXPORT_FILE_FORMATS = ['CSV', 'PARQUET'] as const;

/** The members of an export task that a client sends, after a check (vendor's client, `AnalyticsExportTask`). */
export interface BitmovinExportFields {
  readonly name: string;
  readonly description?: string;
  /** UTC, as the client sent it. */
  readonly startTime: string;
  /** UTC, as the client sent it. */
  readonly endTime: string;
  readonly licenseKey: string;
  readonly output: { readonly outputId: string; readonly outputPath: string };
  readonly type?: (typeof EXPORT_TYPES)[number];
  readonly fileFormat?: (typeof EXPORT_FILE_FORMATS)[number];
  readonly columns?: readonly string[];
}

/**
 * The status of a task: it waits for a free slot, runs, has succeeded, or has failed (vendor's tutorial on exports).
 */
export type BitmovinExportStatus = 'QUEUED' | 'STARTED' | ExportsEnd;

/** How a task ends. */
export type ExportsEnd = 'FINISHED' | 'ERROR';

/** An export task as the vendor holds it. A client can neither change nor remove it. */
export interface BitmovinExport extends BitmovinExportFields {
  /** A random UUID. */
  readonly id: string;
  readonly status: BitmovinExportStatus;
  /** In percent. */
  readonly progress: number;
  /** UTC. */
  readonly startedAt?: string;
  /** UTC. */
  readonly finishedAt?: string;
}

/** Reads the body of a create. It refuses only what the vendor's documents exclude. */
export function readExport(body: unknown): { readonly fields: BitmovinExportFields } | { readonly failure: Failure } {
  const reader = bodyReader(body);
  const output = reader.object('output') ?? bodyReader({}, ['output'], reader.problems);
  const fields = {
    name: reader.requiredText('name'),
    description: reader.text('description'),
    startTime: time(reader, 'startTime'),
    endTime: time(reader, 'endTime'),
    licenseKey: reader.requiredText('licenseKey'),
    output: { outputId: output.requiredText('outputId'), outputPath: output.requiredText('outputPath') },
    type: reader.oneOf('type', EXPORT_TYPES),
    fileFormat: reader.oneOf('fileFormat', EXPORT_FILE_FORMATS),
    columns: texts(reader.value('columns')),
  };
  const failure = refusalOf(reader.problems);
  return failure === undefined ? { fields: withoutUndefined(fields) } : { failure };
}

/** ISO 8601 in UTC, with or without milliseconds: the vendor's client sends both. */
function time(reader: JsonBodyReader, field: string): string {
  const text = reader.requiredText(field);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text) && !Number.isNaN(Date.parse(text));
  if (text !== '' && !isTime) {
    reader.refuse(field, 'must be a time in UTC');
  }
  return text;
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
