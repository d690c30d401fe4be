import type { HttpResponse } from '../../runtime/effects';

/** A request that is to be signed. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
}

/** One way of signing in, for as long as one event takes. */
export interface SignIn {
  /**
   * The headers of a request.
   *
   * @throws Failure if a secret, or a token, cannot be had
   */
  headers(request: Unsigned): Promise<Readonly<Record<string, string>>>;

  /**
   * Hears that the vendor let the request in by no means (401).
   *
   * @returns whether to make it once more, because its headers will now be other ones
   */
  refused?(answer: HttpResponse): boolean;
}
