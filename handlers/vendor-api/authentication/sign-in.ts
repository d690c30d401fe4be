import type { HttpResponse } from '../../runtime/effects';

/** A request before its sign-in. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
}

/** One way of signing in, for one event. */
export interface SignIn {
  /**
   * The headers of a request.
   *
   * @throws Failure if this function cannot get a secret, or a token
   */
  headers(request: Unsigned): Promise<Readonly<Record<string, string>>>;

  /**
   * Takes note that the vendor refused the sign-in (401).
   *
   * @returns whether another attempt will carry other headers
   */
  refused?(answer: HttpResponse): boolean;
}
