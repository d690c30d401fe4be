import { Token } from 'aws-cdk-lib/core';
import { isLiteral, refuse } from '../validation/refuse';
import { refuseSecret } from '../validation/secrets';
import type { LeafType } from './contract';

/**
 * A member of a body whose type the program cannot show. A token is text until the deploy, and some languages cannot
 * pass null.
 */
export class VendorValue {
  /**
   * A boolean whose text only the deploy knows, such as a parameter's.
   *
   * @param text `true` or `false`, at the latest in the deploy
   */
  public static asBoolean(text: string): VendorValue {
    checkIsText('VendorValue.asBoolean', text, "write 'true' or 'false'");
    if (isLiteral(text) && !/^(true|false)$/.test(text)) {
      refuse('VendorValue.asBoolean', text, 'is no boolean', "write 'true' or 'false'");
    }
    return new VendorValue('boolean', text);
  }

  /**
   * A number whose text only the deploy knows, or that JavaScript would round: the vendor gets every digit.
   *
   * @param text a number as JSON writes it, at the latest in the deploy
   */
  public static asNumber(text: string): VendorValue {
    checkIsText('VendorValue.asNumber', text, "write its digits as text, such as '9007199254740993'");
    if (isLiteral(text) && !/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) {
      refuse('VendorValue.asNumber', text, 'is no number', "write it as JSON does, such as '1.5'");
    }
    return new VendorValue('number', text);
  }

  /**
   * JSON that the function puts into the body unchanged.
   *
   * @param text JSON. JSON that only the deploy knows is trusted: whoever sets it decides the content of that member
   */
  public static asJson(text: string): VendorValue {
    checkIsText('VendorValue.asJson', text, 'write JSON.stringify(…)');
    if (isLiteral(text) && !isJson(text)) {
      refuse('VendorValue.asJson', text, 'is not JSON', 'write it as JSON, text in double quotes');
    }
    return new VendorValue('json', text);
  }

  /** Null: the member exists and has no value. Python needs it in place of `None`, which jsii leaves out. */
  public static asNull(): VendorValue {
    return new VendorValue('null', '');
  }

  /** @internal */
  public readonly _type: LeafType;

  /** @internal */
  public readonly _text: string;

  private constructor(type: LeafType, text: string) {
    refuseSecret('VendorValue', text);
    this._type = type;
    this._text = text;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A caller without a type checker may give a number, of which JavaScript keeps only fifteen digits. */
function checkIsText(what: string, given: unknown, mend: string): void {
  if (typeof given !== 'string') {
    refuse(what, Token.isUnresolved(given) ? '<token>' : given, 'is not text', mend);
  }
}
