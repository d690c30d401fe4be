import { Token } from 'aws-cdk-lib/core';
import { EMULATOR, LOOPBACK_HOST, UNKNOWN_HOST } from '../vendor-api/contract';
import { placeOf, placeOfAnySecret, type SignIn } from '../vendor-api/place';
import { hostOf } from './rate-limit-sharers';

/**
 * The characters for the places and the rate-limit sharers together. Lambda allows 4 KB for all variables of a function
 * (Lambda developer guide, "Lambda quotas"). The rest is for the stack's ARN, for the names, and for variables of the user.
 */
const MAX_CHARACTERS = 3_200;

/** The places that the secrets of one stack may go to. The function lists them in its environment. */
export class VendorPlaces {
  /** With the ARNs of the secrets, and without them. */
  private readonly exact = new Set<string>();
  private readonly wide = new Set<string>();
  private loopback = false;
  /** The descriptions that are in already. Many registrations share one. */
  private readonly seen = new WeakSet<SignIn>();

  /** Adds the place of one registration, call or schedule. */
  public add(signIn: SignIn): void {
    if (!this.seen.has(signIn)) {
      this.seen.add(signIn);
      this.note(signIn);
    }
  }

  private note({ baseUrl, authentication }: SignIn): void {
    const host = hostOf(baseUrl);
    this.loopback ||= host !== UNKNOWN_HOST && LOOPBACK_HOST.test(new URL(host).hostname);
    const withAnySecret = JSON.stringify(authentication, (name, value) => (name === 'arn' ? undefined : value));
    if (host === UNKNOWN_HOST || Token.isUnresolved(withAnySecret)) {
      this.exact.add(UNKNOWN_HOST);
      this.wide.add(UNKNOWN_HOST);
      return;
    }
    const signIn = { baseUrl: host, authentication };
    const any = placeOfAnySecret(signIn);
    this.wide.add(any);
    this.exact.add(Token.isUnresolved(JSON.stringify(authentication)) ? any : placeOf(signIn));
  }

  /**
   * The variable's text. Where there is no room for all places beside another variable's text: the places without their
   * secrets. Where there is no room for these either: only that the deploy knows them, so that CloudFormation's events
   * must show them.
   */
  public textBeside(other: string): string {
    const texts = [this.exact, this.wide].map((places) => [...places].join(' '));
    return texts.find((text) => text.length + other.length <= MAX_CHARACTERS) ?? UNKNOWN_HOST;
  }

  /** The value that lets the function call loopback; undefined where no base URL is there. */
  public get loopbackVariable(): string | undefined {
    return this.loopback ? EMULATOR : undefined;
  }
}
