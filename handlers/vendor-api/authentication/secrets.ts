import type { SecretWire } from '../../../lib/vendor-api/contract';
import type { Effects } from '../../runtime/effects';
import { readSecretText } from './read-secret-text';

/** Reads each secret once. A value stays in memory for one event. */
export class Secrets {
  private readonly read = new Map<string, Promise<string>>();

  public constructor(
    private readonly effects: Effects,
    private readonly deadline: number,
  ) {}

  /** The text of a secret, or of one member of it. */
  public text(secret: SecretWire): Promise<string> {
    return this.once(secret, false);
  }

  /** The same of a user's or a client's name, which the vendor may give back. */
  public name(secret: SecretWire): Promise<string> {
    return this.once(secret, true);
  }

  private once(secret: SecretWire, isName: boolean): Promise<string> {
    const key = JSON.stringify([secret.arn, secret.field, isName]);
    const known = this.read.get(key);
    if (known) {
      return known;
    }
    const text = readSecretText(secret, this.effects, this.deadline, isName);
    this.read.set(key, text);
    return text;
  }
}
