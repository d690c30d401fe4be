/** How client credentials are sent to be exchanged for a token. */
export enum TokenEncoding {
  /** `grant_type=client_credentials` as a form, the client in an `Authorization: Basic` header (RFC 6749, 2.3.1 and 4.4). */
  FORM = 'FORM',
  /** `client_id` and `client_secret` as members of a JSON body. */
  JSON = 'JSON',
}
