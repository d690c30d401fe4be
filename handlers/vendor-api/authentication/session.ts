import type { ApiWire, AuthenticationWire, SecretWire } from '../../../lib/vendor-api/contract';
import type { Effects, HttpResponse } from '../../runtime/effects';
import { DigestSignIn } from './digest';
import { byBasic, byHeader } from './header';
import { Secrets } from './secrets';
import type { SignIn, Unsigned } from './sign-in';
import { TokenSignIn } from './token';

/** All sign-ins of an API, and what they learn from the vendor, for one event. */
export class Session {
  private readonly signIns: readonly SignIn[];

  /** @param deadline milliseconds since the epoch: nothing waits after it */
  public constructor(api: ApiWire, effects: Effects, deadline: number) {
    const secrets = new Secrets(effects, deadline);
    const signInOf = (wire: AuthenticationWire): SignIn => {
      switch (wire.kind) {
        case 'header':
          return byHeader(wire, secrets);
        case 'basic':
          return byBasic(wire, secrets, effects);
        case 'digest':
          return new DigestSignIn(wire, secrets);
        case 'token':
          return new TokenSignIn(wire, api, secrets, effects, deadline);
      }
    };
    this.signIns = api.authentication.map(signInOf);
  }

  /** The headers that sign a request in. */
  public async headers(request: Unsigned): Promise<Record<string, string>> {
    const headers: Record<string, string> = {};
    for (const signIn of this.signIns) {
      Object.assign(headers, await signIn.headers(request));
    }
    return headers;
  }

  /** Takes note of a 401. Gives whether the next request will carry other headers, so that another attempt is of use. */
  public refused(answer: HttpResponse): boolean {
    return this.signIns.map((signIn) => signIn.refused?.(answer) ?? false).some((worth) => worth);
  }
}

/** The secrets that sign in to an API, for a reason that asks the user to check them. */
export function secretsIn(authentication: readonly AuthenticationWire[]): string[] {
  const arns = authentication.flatMap((wire): SecretWire[] => {
    switch (wire.kind) {
      case 'header':
        return [wire.secret];
      case 'token':
        return [wire.id, wire.secret];
      default:
        return [wire.user, wire.password];
    }
  });
  return [...new Set(arns.map(({ arn }) => arn))];
}
