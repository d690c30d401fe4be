/** A user and a password. */
export interface User {
  readonly user: string;
  readonly password: string;
}

/** Whether a request is signed in as this user by HTTP Basic (RFC 7617), in UTF-8. Without a user, no request is. */
export function isBasic(authorization: string | undefined, who: User | undefined): boolean {
  const [scheme, credentials = '', ...more] = (authorization ?? '').split(' ');
  return (
    who !== undefined &&
    scheme?.toLowerCase() === 'basic' &&
    more.length === 0 &&
    Buffer.from(credentials, 'base64').toString('utf8') === `${who.user}:${who.password}`
  );
}
