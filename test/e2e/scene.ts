import type { AwsCredentials, EmulatedAws } from '../../emulator/environment';

/** The vendor's account and user, as its tutorial names them. */
export const VENDOR_ACCOUNT = '630681592166';
export const VENDOR_USER = 'bitmovinCustomerS3Access';

/** What the set-up made, for every test file. */
export interface Scene {
  readonly aws: EmulatedAws;
  /** The access key of the vendor's user. */
  readonly vendor: AwsCredentials;
}

export function scene(): Scene {
  return JSON.parse(process.env.E2E_SCENE ?? 'null');
}
