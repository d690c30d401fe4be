import type { BitmovinOutputProps } from '../storage/output-props';

/**
 * An S3 bucket that Bitmovin encodings write into.
 *
 * The output does not decide the ACL: its `acl` has no effect (vendor's API client, `Output`). Each muxing and manifest
 * has its own, by default `PUBLIC_READ` (same client, `EncodingOutput`). A bucket that blocks public access refuses
 * `PUBLIC_READ`. Set `PRIVATE` in the encoding, or open the folder by `publicRead`.
 */
export interface BitmovinEncodingOutputProps extends BitmovinOutputProps {
  /**
   * Whether the deploy lets Bitmovin write a test file to the bucket, through the role, before it succeeds. IAM may
   * need two minutes to settle. After that the deploy fails, and the stack's events show Bitmovin's reason. The deploy
   * repeats the check when the output or the prefix changes, but not when the role or the bucket changes.
   *
   * The check leaves an empty file under the prefix, `WritePermissionTestFile.txt`. Neither the role nor the stack can
   * remove that file. Remove it by hand, with all its versions, before the bucket can be deleted with its stack. The
   * default is false for two reasons. The check writes into your bucket. And Bitmovin's documents call it "S3 only",
   * without saying whether role-based outputs are included.
   *
   * @default false
   */
  readonly checkPermissions?: boolean;
}
