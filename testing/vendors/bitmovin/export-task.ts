import { ERROR_CODES, type Failure } from './envelope';
import { FieldReader, isObject } from './field-reader';

const EXPORT_TYPES = ['SESSIONS', 'ADS'] as const;
const EXPORT_FILE_FORMATS = ['CSV', 'PARQUET'] as const;

/** What a client may say of an export task, checked (vendor's client, `AnalyticsExportTask`). */
export interface BitmovinExportFields {
  readonly name: string;
  readonly description?: string;
  /** UTC, as it was sent. */
  readonly startTime: string;
  /** UTC, as it was sent. */
  readonly endTime: string;
  readonly licenseKey: string;
  readonly output: { readonly outputId: string; readonly outputPath: string };
  readonly type?: (typeof EXPORT_TYPES)[number];
  readonly fileFormat?: (typeof EXPORT_FILE_FORMATS)[number];
  readonly columns?: readonly string[];
}

/** How a task stands: it waits for a free slot, is under way, went well, or did not (vendor's tutorial on exports). */
export type BitmovinExportStatus = 'QUEUED' | 'STARTED' | 'FINISHED' | 'ERROR';

/** An export task as the vendor holds it. It can be neither changed nor removed. */
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

/** Reads the body of a create. As of other records, only what the documents rule out is refused. */
export function readExport(body: string): { readonly fields: BitmovinExportFields } | { readonly failure: Failure } {
  const parsed = parse(body);
  if (!isObject(parsed)) {
    const message = 'The request body is not a JSON object';
    return { failure: { status: 400, code: ERROR_CODES.invalidParameter, message } };
  }
  const reader = new FieldReader(parsed);
  const target = new FieldReader(isObject(parsed.output) ? parsed.output : {});
  const optional = {
    description: reader.text('description'),
    type: reader.oneOf('type', EXPORT_TYPES),
    fileFormat: reader.oneOf('fileFormat', EXPORT_FILE_FORMATS),
    columns: texts(reader.anything('columns')),
  };
  const fields = {
    name: reader.requiredText('name'),
    startTime: reader.requiredText('startTime'),
    endTime: reader.requiredText('endTime'),
    licenseKey: reader.requiredText('licenseKey'),
    output: { outputId: target.requiredText('outputId'), outputPath: target.requiredText('outputPath') },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
  const wrongTimes = (['startTime', 'endTime'] as const).filter((field) => fields[field] && !isTime(fields[field]));
  const details = [
    ...reader.details,
    ...target.details.map((detail) => ({ ...detail, field: `output.${detail.field}` })),
    ...wrongTimes.map((field) => ({ type: 'ERROR' as const, text: `${field} must be a time in UTC`, field })),
  ];
  if (details.length === 0) {
    return { fields };
  }
  const missing = reader.missing || target.missing;
  const message = missing ? 'A required field is missing or not valid' : 'One or more fields are not valid';
  const code = missing ? ERROR_CODES.missingField : ERROR_CODES.invalidParameter;
  return { failure: { status: 400, code, message, details } };
}

/** ISO 8601 in UTC, with milliseconds or without: the vendor's client sends them. */
function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    return undefined;
  }
}
