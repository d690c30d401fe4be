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
    const key = JSON.stringify([secret.arn, secret.field]);
    const known = this.read.get(key);
    if (known) {
      return known;
    }
    const text = readSecretText(secret, this.effects, this.deadline);
    this.read.set(key, text);
    return text;
  }
}
