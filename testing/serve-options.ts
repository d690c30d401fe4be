import { parseArgs } from 'node:util';
import type { ExportsEnd } from './vendors/bitmovin/export-task';

export const USAGE = `Usage: npm run fake -- <vendor> [options]

Serves a fake of a vendor's API on 127.0.0.1 until it is stopped. Nothing is kept.

Vendors:
  bitmovin         base path /v1
  pictory          base path /pictoryapis/v1
  daily            base path /v1, for the domain acme
  twilio           base path /v1, the key as SID:SECRET

Options:
  --port N         the port, 1 to 65535 (default: a free one)
  --api-key KEY    the key that is let in (default: the variable BITMOVIN_API_KEY,
                   PICTORY_API_KEY, DAILY_API_KEY or TWILIO_API_KEY, which keeps
                   it out of what npm and ps show)
  --tenant ID      bitmovin: an organisation that X-Tenant-Org-Id may name; say it
                   again for more (default: any)
  --exports-end E  bitmovin: each look at export tasks moves them on a step, to
                   the end E, finished or error (default: they stay QUEUED)
  --help           show this text
`;

/** The command: the usage, or a fake to serve. */
export type Command = 'help' | ServeOptions;

/** The environment variable of each vendor's key. */
const KEY_VARIABLE = {
  bitmovin: 'BITMOVIN_API_KEY',
  pictory: 'PICTORY_API_KEY',
  daily: 'DAILY_API_KEY',
  twilio: 'TWILIO_API_KEY',
} as const;

/** The options that only Bitmovin's fake has. */
const BITMOVIN_ONLY = ['tenant', 'exports-end'] as const;

export type ServedVendor = keyof typeof KEY_VARIABLE;

export interface ServeOptions {
  readonly vendor: ServedVendor;
  /** 0: a free port. */
  readonly port: number;
  readonly apiKey: string;
  /** Absent: any tenant. */
  readonly tenants?: readonly string[];
  /** Absent: export tasks stay as they are. */
  readonly exportsEnd?: ExportsEnd;
}

/** An error in the command line. Its message is one sentence for the user. */
export class UsageError extends Error {}

const SEE_HELP = 'see npm run fake -- --help';

/**
 * Reads the command line. No message shows the text of the key.
 *
 * @throws UsageError for the first error
 */
export function readCommand(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      port: { type: 'string' },
      'api-key': { type: 'string' },
      tenant: { type: 'string', multiple: true },
      'exports-end': { type: 'string' },
    },
  });
  if (values.help) {
    return 'help';
  }
  for (const token of tokens) {
    if (token.kind === 'option') {
      checkOption(token);
    }
  }
  const vendor = vendorOf(positionals);
  const tenants = texts(values.tenant);
  const exportsEnd = exportsEndOf(texts(values['exports-end']).at(-1));
  for (const option of BITMOVIN_ONLY) {
    if (values[option] !== undefined && vendor !== 'bitmovin') {
      throw new UsageError(`The option --${option} is for bitmovin alone; leave it out for ${vendor}.`);
    }
  }
  const variable = KEY_VARIABLE[vendor];
  return {
    vendor,
    port: portOf(texts(values.port).at(-1) ?? '0'),
    apiKey: apiKeyOf(texts(values['api-key']).at(-1) ?? env[variable] ?? '', variable),
    ...(tenants.length > 0 ? { tenants } : {}),
    ...(exportsEnd ? { exportsEnd } : {}),
  };
}

function checkOption(token: { name: string; rawName: string; value?: string; inlineValue?: boolean }): void {
  const { name, rawName, value, inlineValue } = token;
  if (!['port', 'api-key', ...BITMOVIN_ONLY].includes(name)) {
    // An option that begins with the key's option may contain the key.
    const shown = name.startsWith('api-key') ? 'An option that begins with --api-key' : `The option ${rawName}`;
    throw new UsageError(`${shown} is not known; ${SEE_HELP}.`);
  }
  if (!value || (value.startsWith('-') && !inlineValue)) {
    throw new UsageError(`The option ${rawName} was given no value; write ${rawName}=VALUE.`);
  }
}

function vendorOf([given, ...more]: readonly string[]): ServedVendor {
  const vendors = new Intl.ListFormat('en', { type: 'disjunction' }).format(Object.keys(KEY_VARIABLE));
  if (given === undefined) {
    throw new UsageError(`No vendor was given; say which to serve: ${vendors} (${SEE_HELP}).`);
  }
  if (!isServed(given)) {
    throw new UsageError(`The vendor ${JSON.stringify(given)} is not known; what can be served is ${vendors}.`);
  }
  if (more.length > 0) {
    throw new UsageError(`One vendor is served at a time, but ${more.length} more was given after it; ${SEE_HELP}.`);
  }
  return given;
}

function isServed(vendor: string): vendor is ServedVendor {
  return Object.hasOwn(KEY_VARIABLE, vendor);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new UsageError(`The port ${JSON.stringify(text)} is not a whole number from 1 to 65535; give one that is.`);
  }
  return port;
}

function exportsEndOf(text: string | undefined): ExportsEnd | undefined {
  const end = text?.toUpperCase();
  if (end !== undefined && end !== 'FINISHED' && end !== 'ERROR') {
    throw new UsageError(`The end of exports ${JSON.stringify(text)} is not known; write finished or error.`);
  }
  return end;
}

function apiKeyOf(apiKey: string, variable: string): string {
  if (apiKey === '') {
    throw new UsageError(`No API key was given; give one with --api-key or in the variable ${variable}.`);
  }
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UsageError('The API key has a blank or a character that no header can carry; give one of plain ASCII.');
  }
  return apiKey;
}

/** The texts among an option's values. Without `strict`, an option without a value is `true`. */
function texts(values: string | boolean | (string | boolean)[] | undefined): string[] {
  return [values].flat().filter((value) => typeof value === 'string');
}
