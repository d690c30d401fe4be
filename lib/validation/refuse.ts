import { inspect } from 'node:util';
import { Lazy, Token, Tokenization } from 'aws-cdk-lib/core';

/**
 * Refuses an input at synth. The sentence names the prop, the given value, the mistake, and the text to write instead.
 */
export function refuse(prop: string, given: unknown, wrong: string, mend: string): never {
  throw new ValidationError(withoutTokens(`${prop} ${show(given)} ${wrong}: ${mend}.`));
}

/** Thrown for an input that is refused at synth. CDK does not export its own error of this name. */
class ValidationError extends Error {
  public override readonly name = 'ValidationError';
}

/** Whether synth can check the text: it is given, and holds neither a token nor CDK's placeholder of a lookup. */
export function isLiteral(text: string | undefined): text is string {
  return text !== undefined && !Token.isUnresolved(text) && !isPlaceholder(text);
}

/**
 * Whether the text holds what `StringParameter.valueFromLookup` gives before CDK has looked the value up. CDK then runs
 * the app again, with the value. So the first synth must not refuse the text.
 */
export function isPlaceholder(text: unknown): boolean {
  return typeof text === 'string' && text.includes('dummy-value-for-');
}

/**
 * The text for a construct of CDK, which refuses a placeholder: CDK judges no token, and writes the text all the same.
 */
export function pastPlaceholder<Text extends string | undefined>(text: Text): Text | string {
  return isPlaceholder(text) ? Lazy.uncachedString({ produce: () => text }) : text;
}

/** Refuses a value that is no boolean. A token would count as true, whatever its value in the deploy. */
export function checkBooleans<Props>(props: Props, names: readonly (keyof Props & string)[]): void {
  for (const name of names) {
    const given: unknown = props[name];
    if (given !== undefined && typeof given !== 'boolean') {
      const shown = Token.isUnresolved(given) ? '<token>' : given;
      refuse(name, shown, 'is no boolean, and synth must know it', 'write true or false');
    }
  }
}

/**
 * Refuses members of `props` that this version does not know. A caller without a type checker may send any. Their
 * values are not shown, because they may be secrets.
 */
export function refuseUnknown(what: string, props: object, known: readonly string[]): void {
  for (const [name, value] of Object.entries(props)) {
    if (value !== undefined && !known.includes(name)) {
      refuse(
        `${what}.${name}`,
        `<${typeof value}>`,
        'is not known to this version',
        `leave it out, or use one of ${known.join(', ')}`,
      );
    }
  }
}

/**
 * Refuses a value that no class of this library made. It is not shown, because a caller without a type checker may give
 * a secret.
 */
export function checkMadeBy(
  prop: string,
  given: unknown,
  made: { readonly name: string; [Symbol.hasInstance](given: unknown): boolean },
  mend: string,
): void {
  if (given !== undefined && !(given instanceof made)) {
    refuse(prop, `<${given === null ? 'null' : typeof given}>`, `is not a ${made.name}`, mend);
  }
}

const MAX_SHOWN = 100;

/**
 * A sentence in which every token reads `<token>`. CDK writes a token as marked text, in text and in a list, and as a
 * number that no user writes.
 */
export function withoutTokens(sentence: string): string {
  return sentence.replace(/[$#]\{Token\[[^\]]*\]\}/g, '<token>').replace(/-1\.888154\d*e\+289/g, '<token>');
}

/** The value as the user wrote it, on one line and cut, so that a message stays one sentence. Only text is quoted. */
function show(given: unknown): string {
  if (typeof given !== 'string' && Tokenization.isResolvable(given)) {
    return '<token>';
  }
  const text = typeof given === 'string' ? given : inspect(given, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  // Before the cut, which could leave half a token.
  const line = withoutTokens(text).replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const cut = line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
  return typeof given === 'string' ? `'${cut}'` : cut;
}
