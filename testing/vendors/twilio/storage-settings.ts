/** The two settings of an account, by the names in their paths. They are independent of each other (vendor's guide). */
export type TwilioMedia = 'Recording' | 'Composition';

/** The storage settings of an account (vendor's OpenAPI document, `video.v1.recording_settings`). */
export interface TwilioStorageSettings {
  readonly friendly_name: string | null;
  /** The SID of the Credential whose access key Twilio uses: `CR` and 32 hexadecimal digits. */
  readonly aws_credentials_sid: string | null;
  /** The bucket's URL, with the path for the files. */
  readonly aws_s3_url: string | null;
  /** Whether Twilio writes to that URL, and not to its own cloud. */
  readonly aws_storage_enabled: boolean;
  readonly encryption_key_sid: string | null;
  readonly encryption_enabled: boolean;
}

/** The settings of an account that has set nothing. No source shows them: inferred from "nullable" and the defaults. */
export const NOTHING_SET: TwilioStorageSettings = {
  friendly_name: null,
  aws_credentials_sid: null,
  aws_s3_url: null,
  aws_storage_enabled: false,
  encryption_key_sid: null,
  encryption_enabled: false,
};
