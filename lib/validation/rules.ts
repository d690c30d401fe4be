/**
 * The rules that texts must keep. Synth holds the texts that it knows to them. The function holds the texts to them that
 * only the deploy knows, before it calls the vendor. So this file imports nothing.
 */

/** What is wrong with a text, and what to write instead. */
export interface Fault {
  readonly wrong: string;
  readonly mend: string;
}

/** A rule: the text's fault, or undefined. */
export type Rule = (text: string) => Fault | undefined;

const fault = (wrong: string, mend: string): Fault => ({ wrong, mend });

/** S3 accepts keys of at most 1,024 bytes (S3 user guide, "Naming Amazon S3 objects"). The vendor gets half of them. */
const MAX_PREFIX_BYTES = 512;

/** Endings and beginnings that S3 reserves (S3 user guide, "General purpose bucket naming rules"). */
const RESERVED_BUCKET_NAME = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

const FOLDER = "write a plain folder, such as 'exports/'";

/**
 * A prefix, which IAM must not widen: `*` and `?` are wildcards in a resource, and `${` begins a policy variable. Where
 * a slash stands twice, no key is under the prefix, and the vendor is shut out.
 */
function prefix(text: string): Fault | undefined {
  if (text === '') {
    return fault('is empty', "leave it out to mean the whole bucket, or write a folder such as 'exports/'");
  }
  if (/^([a-z][a-z\d+.-]*:\/\/|arn:|[\w.-]+[.]s3[.-][\w.-]*amazonaws[.]com)/i.test(text)) {
    return fault('is a URL or an ARN', "write the folder alone, such as 'exports/'");
  }
  if (text.startsWith('/')) {
    return fault('begins with a slash, and no key under it would', `write '${text.replace(/^\/+/, '') || 'exports/'}'`);
  }
  if (text.includes('//')) {
    return fault(
      "holds '//', and no key under it would",
      "write one slash between two folders, and none at a parameter's end",
    );
  }
  if (text.includes('..')) {
    return fault("holds '..', which is no parent folder in S3", "write the folder out, such as 'exports/'");
  }
  if (/[*?]|\$\{/.test(text)) {
    return fault("holds '*', '?' or '${', which IAM would widen", FOLDER);
  }
  if (/\p{Cc}/u.test(text)) {
    return fault('holds a control character', FOLDER);
  }
  return new TextEncoder().encode(text.replace(/\/$/, '')).length > MAX_PREFIX_BYTES
    ? fault(`is longer than ${MAX_PREFIX_BYTES} bytes`, 'shorten it, so that keys under it still fit')
    : undefined;
}

/** A name of a general purpose bucket (S3 user guide, "General purpose bucket naming rules"). */
function bucketName(text: string): Fault | undefined {
  const mend = "write 3 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends, such as 'acme-exports'";
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text) || /\.\.|\.-|-\./.test(text)) {
    return fault('is not a bucket name', mend);
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) {
    return fault('is an IP address, which S3 does not take as a bucket name', mend);
  }
  return RESERVED_BUCKET_NAME.test(text) ? fault('begins or ends with what S3 keeps for itself', mend) : undefined;
}

/** A rule that one regular expression says. */
function form(pattern: RegExp, wrong: string, mend: string): Rule {
  return (text) => (pattern.test(text) ? undefined : fault(wrong, mend));
}

/** IAM API reference, AssumeRole. */
const externalIdForm = form(
  /^[\w+=,.@:/-]{2,1224}$/,
  'is not an external ID',
  'write 2 to 1224 of letters, digits and _+=,.@:/-',
);

/** The least characters of a chosen external ID, how many of them differ, and how often letters and digits alternate. */
const LEAST = 16;
const LEAST_DIFFERENT = 8;
const LEAST_TURNS = 3;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Refuses a chosen external ID that others could guess, such as an account id, a name with a year, or the nil UUID. An
 * external ID is no secret. But another customer of the vendor must not be able to guess it (IAM user guide, "Access to
 * AWS accounts owned by third parties"). Words and numbers seldom alternate, and random text does so all the time.
 */
function guessable(text: string): Fault | undefined {
  const plain = text.toLowerCase().replace(/[^a-z\d]/g, '');
  const isVaried = new Set(plain).size >= LEAST_DIFFERENT;
  const turns = plain.match(/[a-z](?=\d)|\d(?=[a-z])/g)?.length ?? 0;
  const isHard = isVaried && (UUID.test(text) ? turns > 0 : text.length >= LEAST && turns >= LEAST_TURNS);
  return isHard && !/^arn:/i.test(text)
    ? undefined
    : fault(
        'is easily guessed, and anyone who does could use the role through the vendor',
        `write a UUID, or at least ${LEAST} random letters and digits`,
      );
}

/** Every rule, by the name that the wire uses. */
export const RULES = {
  prefix,
  bucketName,
  /** A bucket that is there already: old ones have capitals and `_` in their names, and up to 255 characters. */
  givenBucket: form(/^[\w.-]{3,255}$/, 'is not a bucket name', "write the bucket's name alone"),
  /** IAM API reference, CreateRole. */
  roleName: form(/^[\w+=,.@-]{1,64}$/, 'is not a role name', 'write 1 to 64 of letters, digits and _+=,.@-'),
  /** IAM API reference, CreateRole: up to 512 characters. */
  rolePath: form(/^\/(|[\x21-\x7e]{1,510}\/)$/, 'is not a role path', "begin and end it with '/', such as '/vendors/'"),
  externalId: (text) => externalIdForm(text) ?? guessable(text),
  externalIdForm,
  region: form(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is not a region', "write it as 'us-east-2'"),
} as const satisfies Record<string, Rule>;

/** The name of a rule. */
export type RuleName = keyof typeof RULES;

/** The names of the rules. */
export const RULE_NAMES = Object.keys(RULES).filter((name): name is RuleName => name in RULES);

/** The rule that a text is one of a vendor's choices. */
export function oneOf(choices: readonly string[]): Rule {
  return (text) =>
    choices.includes(text)
      ? undefined
      : fault('is not one that the vendor takes', `write one of ${choices.join(', ')}`);
}
