import {
  DefaultTokenResolver,
  Fn,
  type IResolvable,
  Reference,
  Stack,
  StringConcat,
  Tokenization,
} from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { isLiteral, refuse } from '../validation/refuse';

/** What a vendor allows of a name. */
export interface VendorOwnNameOptions {
  /**
   * The most characters that the vendor takes for the name. Synth refuses a text that leaves no room for a hyphen and the
   * stack's UUID of 36 characters. Where the text holds a token, only the deploy knows its length, and the vendor decides.
   *
   * @default - not known, so synth refuses nothing
   */
  readonly maxLength?: number;
}

/** Characters of a hyphen and a stack's UUID. */
const TAIL = 37;

/** A text, a hyphen and the UUID of the scope's stack. */
export function ownNameOf(scope: Construct, text: string, { maxLength }: VendorOwnNameOptions): string {
  if (typeof text !== 'string' || text === '') {
    refuse('ownName', text, 'is no text to begin a name with', "write what a reader knows it by, such as 'studio'");
  }
  if (maxLength !== undefined && !(Number.isSafeInteger(maxLength) && maxLength > TAIL)) {
    refuse(
      'maxLength',
      maxLength,
      `has no room for a text, a hyphen and the stack's UUID of ${TAIL - 1} characters`,
      'recognise the record by another member, or by a marker',
    );
  }
  if (maxLength !== undefined && isLiteral(text) && text.length + TAIL > maxLength) {
    refuse(
      'ownName',
      text,
      `has ${text.length} characters, and ${maxLength - TAIL} fit before a hyphen and the stack's UUID`,
      'shorten it',
    );
  }
  return `${text}-${Fn.select(2, Fn.split('/', Stack.of(scope).stackId))}`;
}

/** The stacks whose ids a value holds, by a token that names its stack. */
export function stacksNamedIn(scope: Construct, value: unknown): ReadonlySet<Stack> {
  const resolver = new StackIds();
  Tokenization.resolve(value, { scope, resolver, preparing: true });
  return resolver.stacks;
}

class StackIds extends DefaultTokenResolver {
  public readonly stacks = new Set<Stack>();

  constructor() {
    super(new StringConcat());
  }

  public override resolveToken(...[token, context, postProcessor]: Parameters<DefaultTokenResolver['resolveToken']>) {
    this.note(token);
    return super.resolveToken(token, context, postProcessor);
  }

  private note(token: IResolvable): void {
    if (Reference.isReference(token) && Stack.isStack(token.target) && token.displayName === 'AWS::StackId') {
      this.stacks.add(token.target);
    }
  }
}
