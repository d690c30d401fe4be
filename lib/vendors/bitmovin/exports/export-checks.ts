import { type Duration, Token } from 'aws-cdk-lib/core';
import { checkPrefix } from '../../../validation/prefix';
import { isLiteral, isPlaceholder, refuse, refuseUnknown } from '../../../validation/refuse';
import { refuseSecret } from '../../../validation/secrets';
import { UNTOLD } from '../../../validation/told';
import { checkBaseUrl } from '../../../validation/url';
import { checkVendorSecret } from '../../../vendor-api/vendor-secret';
import { checkChoice } from '../storage/record-checks';
import { BitmovinExportFileFormat, BitmovinExportInterval, BitmovinExportType } from './enums';
import { LEDGER_PREFIX } from './export-contract';
import type { BitmovinExportProps, BitmovinExportScheduleProps, BitmovinExportTaskProps } from './export-props';

/** Every prop that all exports have, with the member that it becomes in a task. */
export const EXPORT_PROPS = {
  output: 'outputId',
  apiKey: UNTOLD,
  licenseKey: 'licenseKey',
  outputPath: 'outputPath',
  exportType: 'type',
  fileFormat: 'fileFormat',
  columns: 'columns',
  taskName: 'name',
  description: 'description',
  delay: UNTOLD,
  attempts: UNTOLD,
  ledgerBucket: UNTOLD,
  alarmTopic: UNTOLD,
  permissionsBoundary: UNTOLD,
  deadLetterQueue: UNTOLD,
  apiBaseUrl: UNTOLD,
} as const satisfies Record<keyof BitmovinExportProps, string>;

/** A window's times are told with each task. */
const OF_A_TASK = { ...EXPORT_PROPS, startTime: UNTOLD, endTime: UNTOLD } satisfies Record<
  keyof BitmovinExportTaskProps,
  string
>;

const OF_A_SCHEDULE = { ...EXPORT_PROPS, every: UNTOLD, backfill: UNTOLD } satisfies Record<
  keyof BitmovinExportScheduleProps,
  string
>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Refuses an export that could not work. */
export function checkExportTask(props: BitmovinExportTaskProps): void {
  refuseUnknown('BitmovinExportTask', props, Object.keys(OF_A_TASK));
  checkExport(props);
  checkTime('startTime', props.startTime);
  checkTime('endTime', props.endTime);
  if (Date.parse(props.startTime) >= Date.parse(props.endTime)) {
    refuse('endTime', props.endTime, `is not after startTime ${props.startTime}`, 'write a later one');
  }
}

/** Refuses a schedule that could not work. */
export function checkExportSchedule(props: BitmovinExportScheduleProps): void {
  refuseUnknown('BitmovinExportSchedule', props, Object.keys(OF_A_SCHEDULE));
  checkExport(props);
  checkChoice('every', props.every, BitmovinExportInterval);
  const window = props.every === BitmovinExportInterval.DAY ? DAY : HOUR;
  // A window ages from its end, and must have a whole window's time when it is due.
  checkDuration('backfill', props.backfill, window + (props.delay?.toMilliseconds() ?? HOUR), 366 * DAY);
}

/** The folder with a slash at its end, in case the vendor joins path and file without one. */
export function outputFolder({ outputPath, output }: BitmovinExportProps): string {
  const folder =
    checkPrefix('outputPath', outputPath) ?? refuse('outputPath', outputPath, 'is missing', 'write a folder');
  const { prefix = '' } = output;
  const judged = folder.startsWith(prefix) || !isLiteral(folder) || !isLiteral(prefix);
  if (!judged) {
    refuse(
      'outputPath',
      outputPath,
      `is outside the output's prefix '${prefix}', where Bitmovin may not write`,
      `write a folder under it, such as '${prefix}daily/'`,
    );
  }
  if (folder.startsWith(LEDGER_PREFIX)) {
    refuse('outputPath', outputPath, 'is where it is kept in mind what was exported', 'write another folder');
  }
  return folder;
}

function checkExport(props: BitmovinExportProps): void {
  checkVendorSecret('apiKey', props.apiKey);
  if (props.apiBaseUrl !== undefined) {
    checkBaseUrl('apiBaseUrl', props.apiBaseUrl);
  }
  // A caller without a type checker may give an encoding output, which cannot take exports.
  if (props.output?.outputId === undefined) {
    refuse(
      'output',
      `<${typeof props.output}>`,
      'is not an output of Bitmovin Analytics, and no other takes its exports',
      'give a BitmovinAnalyticsOutput',
    );
  }
  outputFolder(props);
  for (const prop of ['licenseKey', 'taskName', 'description'] as const) {
    refuseSecret(prop, props[prop]);
  }
  if (isLiteral(props.licenseKey) && !/^[\x21-\x7e]+$/.test(props.licenseKey)) {
    refuse('licenseKey', props.licenseKey, 'is empty, or holds a blank', "write the key of Bitmovin's dashboard alone");
  }
  if (isLiteral(props.taskName) && !/^\P{Cc}{1,100}$/u.test(props.taskName)) {
    refuse(
      'taskName',
      props.taskName,
      'is empty, longer than 100 characters, or of several lines',
      'write a few words',
    );
  }
  checkChoice('exportType', props.exportType, BitmovinExportType);
  checkChoice('fileFormat', props.fileFormat, BitmovinExportFileFormat);
  checkColumns(props.columns);
  checkDuration('delay', props.delay, 0, 7 * DAY);
  const { attempts = 1 } = props;
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > 10) {
    refuse('attempts', attempts, 'is not a whole number from 1 to 10', 'write one, such as 3');
  }
}

function checkColumns(columns: readonly string[] | undefined): void {
  if (columns === undefined) {
    return;
  }
  if (Token.isUnresolved(columns) || columns.length === 0) {
    refuse(
      'columns',
      Token.isUnresolved(columns) ? '<token>' : columns,
      'names no column',
      "write them out, such as ['VIDEO_ID'], or leave it out for all",
    );
  }
  const wrong = columns.find((column) => isLiteral(column) && !/^[A-Z][A-Z0-9_]*$/.test(column));
  if (wrong !== undefined) {
    refuse(
      'columns',
      wrong,
      "is not a column's name",
      "write it as the vendor's API reference does, such as 'VIDEO_ID'",
    );
  }
}

function checkTime(prop: string, time: string): void {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
  // Date.parse reads the 31st of June as the first of July.
  const isTime = form.test(time) && new Date(time).toJSON()?.slice(0, 19) === time.slice(0, 19);
  if (!isTime && !isPlaceholder(time)) {
    refuse(prop, time, 'is not a time in UTC', "write it as '2026-01-31T00:00:00Z'");
  }
}

function checkDuration(prop: string, duration: Duration | undefined, least: number, most: number): void {
  const milliseconds = duration?.toMilliseconds() ?? least;
  if (milliseconds < least || milliseconds > most) {
    refuse(prop, duration?.toHumanString(), `is not from ${least / HOUR} to ${most / HOUR} hours`, 'write one that is');
  }
}
