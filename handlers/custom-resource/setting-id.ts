import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SCHEME } from '../../lib/vendor-api/contract';
import { memberOf } from '../runtime/json-pointer';

/** The physical id of a setting, read. */
export interface SettingId {
  /** A digest of where the setting is. */
  readonly place: string;
  /** A digest of the request that first set it: a setting that is made anew has another id. */
  readonly request: string;
  /** What the members said before this stack took them over; empty where the setting was free. */
  readonly before: Readonly<Record<string, unknown>>;
}

/** The longest physical id that CloudFormation records, in bytes (user guide, "Custom resource response objects"). */
export const MAX_ID_BYTES = 1_024;

/** The physical id of a setting. It may be longer than CloudFormation takes, where much was there before. */
export function settingId({ place, request, before }: SettingId): string {
  const isEmpty = Object.keys(before).length === 0;
  const packed = isEmpty ? '' : `:${deflateRawSync(JSON.stringify(before)).toString('base64url')}`;
  return `${SCHEME}set:${place}.${request}${packed}`;
}

/** Reads the physical id of a setting; undefined for any other id. */
export function readSettingId(text: string | null | undefined): SettingId | undefined {
  const [, place, request, packed] = SETTING.exec(text ?? '') ?? [];
  const before = packed === undefined ? {} : unpacked(packed);
  return place && request && before ? { place, request, before } : undefined;
}

function unpacked(packed: string): SettingId['before'] | undefined {
  try {
    const read: unknown = JSON.parse(inflateRawSync(Buffer.from(packed, 'base64url')).toString('utf8'));
    const names = typeof read === 'object' && read !== null ? Object.keys(read) : [];
    return Object.fromEntries(names.map((name) => [name, memberOf(read, name)]));
  } catch {
    return undefined;
  }
}

const SETTING = new RegExp(`^${SCHEME}set:([\\w-]{14})\\.([\\w-]{14})(?::([\\w-]+))?$`);
