import type { ApiWire, AuthenticationWire, SecretWire } from '../../../lib/vendor-api/contract';
import type { Effects, HttpResponse } from '../../runtime/effects';
import { DigestSignIn } from './digest';
import { byBasic, byHeader } from './header';
import { Secrets } from './secrets';
import type { SignIn, Unsigned } from './sign-in';
import { TokenSignIn } from './token';

/** All the sign-ins of an API, with what they learn on the way, for as long as one event takes. */
export class Session {
  private readonly signIns: readonly SignIn[];

  /** @param deadline milliseconds since the epoch: nothing is waited for past it */
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

  /** Hears a 401. Whether the request's headers will now be other ones, so that it is worth to be made once more. */
  public refused(answer: HttpResponse): boolean {
    return this.signIns.map((signIn) => signIn.refused?.(answer) ?? false).some((worth) => worth);
  }
}

/** The secrets that an API is signed in with, for those who are told to check them. */
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
