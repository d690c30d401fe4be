/** The domain property that says where recordings go (vendor's API client `daily-ruby`, `RecordingsBucket`). */
export interface DailyRecordingsBucket {
  /** Absent: `aws`. This fake refuses `oci`, because Daily's support must set that up first. */
  readonly storage_provider?: 'aws';
  readonly bucket_name: string;
  readonly bucket_region: string;
  /** The role that Daily assumes, with the domain's name as the external ID. */
  readonly assume_role_arn: string;
  readonly allow_api_access?: boolean;
  /** Absent: false. */
  readonly allow_streaming_from_bucket?: boolean;
}

/** The properties of a domain, by the vendor's names. The fake reads the recordings bucket alone. */
export interface DailyDomainProperties {
  /** Null, or absent: recordings go to Daily's own storage. */
  readonly recordings_bucket?: DailyRecordingsBucket | null;
  readonly [property: string]: unknown;
}

/**
 * The properties that a client may set (vendor's page "Set domain configuration", and its API client `daily-ruby`,
 * `DomainProperties`).
 */
export const DOMAIN_PROPERTIES: readonly string[] = [
  'batch_processor_bucket',
  'batch_processor_enable_medical_concept',
  'disable_rtmp_geo_fallback',
  'enable_adaptive_simulcast',
  'enable_advanced_chat',
  'enable_breakout_rooms',
  'enable_cpu_warning_notifications',
  'enable_emoji_reactions',
  'enable_hand_raising',
  'enable_live_captions_ui',
  'enable_mesh_sfu',
  'enable_multiparty_adaptive_simulcast',
  'enable_network_ui',
  'enable_noise_cancellation_ui',
  'enable_opus_fec',
  'enable_people_ui',
  'enable_pip_ui',
  'enable_prejoin_ui',
  'enable_raw_tracks_transcoded_audio',
  'enable_terse_logging',
  'enable_transcription_storage',
  'enable_video_processing_ui',
  'enforce_unique_user_ids',
  'geo',
  'hide_daily_branding',
  'hipaa',
  'intercom_auto_record',
  'lang',
  'meeting_join_hook',
  'permissions',
  'pin_dialin',
  'pinless_dialin',
  'recordings_bucket',
  'recordings_template',
  'redirect_on_meeting_exit',
  'redirect_on_meeting_exit_allowed_hosts',
  'rtmp_geo',
  'sfu_switchover',
  'transcription_bucket',
  'transcription_template',
];
