import {
  EXPORT_FORMAT,
  type ExportTaskWire,
  type ExportWire,
  type WindowsWire,
} from '../../lib/vendors/bitmovin/exports/export-contract';
import { Failure } from '../runtime/errors';
import { PropertiesReader } from '../runtime/properties-reader';
import { parseCall } from '../vendor-api/parse-description';

/** Reads a schedule's input, which the construct wrote. */
export function parseExport(event: unknown): ExportWire {
  const reader = PropertiesReader.of('event', decoded(event));
  const format = reader.text('format');
  if (format !== EXPORT_FORMAT) {
    throw new Failure(
      `Format '${format}' is not known to this function: deploy with one version of cdk-vendor-access.`,
    );
  }
  return {
    format,
    label: reader.someText('label'),
    bucket: reader.someText('bucket'),
    create: parseCall(reader.map('create')),
    windows: windows(reader.map('windows')),
    task: task(reader.map('task')),
    attempts: number(reader, 'attempts', 1),
  };
}

function windows(reader: PropertiesReader): WindowsWire {
  const delay = number(reader, 'delay', 0);
  return reader.oneOf('kind', ['once', 'each']) === 'once'
    ? { kind: 'once', start: time(reader, 'start'), end: time(reader, 'end'), delay }
    : { kind: 'each', every: reader.oneOf('every', ['HOUR', 'DAY']), delay, backfill: number(reader, 'backfill', 1) };
}

function task(reader: PropertiesReader): ExportTaskWire {
  const columns = reader.optionalList('columns').filter((column) => typeof column === 'string');
  return {
    name: reader.someText('name'),
    description: reader.optionalText('description'),
    licenseKey: reader.someText('licenseKey'),
    outputId: reader.someText('outputId'),
    outputPath: reader.someText('outputPath'),
    type: reader.someText('type'),
    fileFormat: reader.someText('fileFormat'),
    columns: columns.length > 0 ? columns : undefined,
  };
}

function number(reader: PropertiesReader, name: string, least: number): number {
  const value = reader.raw(name);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
    throw new Failure(`${name} is not a whole number from ${least} on: the schedule was not written by this library.`);
  }
  return value;
}

function time(reader: PropertiesReader, name: string): string {
  const text = reader.text(name);
  if (Number.isNaN(Date.parse(text))) {
    throw new Failure(`${name} is not a time: the schedule was not written by this library.`);
  }
  return text;
}

/** Decodes the texts that the construct wrote in Base64. */
function decoded(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(decoded);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const members = Object.entries(value);
  const [[name, text] = []] = members;
  return members.length === 1 && name === 'base64' && typeof text === 'string'
    ? Buffer.from(text, 'base64').toString('utf8')
    : Object.fromEntries(members.map(([member, inner]) => [member, decoded(inner)]));
}
