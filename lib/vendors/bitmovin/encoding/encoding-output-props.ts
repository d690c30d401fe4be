import type { BitmovinOutputProps } from '../storage/output-props';

/**
 * An S3 bucket that Bitmovin encodings write into.
 *
 * The ACL is not the output's to say (its `acl` has no effect, vendor's API client, `Output`): each muxing and manifest
 * says its own, and it is `PUBLIC_READ` where it says none (same client, `EncodingOutput`). A bucket that blocks public
 * access refuses that: let the encoding say `PRIVATE`, or open the folder by `publicRead`.
 */
export interface BitmovinEncodingOutputProps extends BitmovinOutputProps {
  /**
   * Whether the deploy has Bitmovin write to the bucket, through the role, before it succeeds. Where that fails for two
   * minutes, which IAM may need to settle, the deploy fails and Bitmovin's reason stands in the stack's events. It is
   * asked again whenever the output or the prefix changes, and not when the role or the bucket does.
   *
   * The check leaves an empty file under the prefix, `WritePermissionTestFile.txt`. Nothing removes it: the role may not
   * delete objects, and neither does the stack. Remove it by hand, with all of its versions, before a bucket that is to go
   * with its stack. That it writes into your bucket is one reason for the default; the other is that Bitmovin's documents
   * call the check "S3 only", and do not say whether role-based outputs are meant, too.
   *
   * @default false
   */
  readonly checkPermissions?: boolean;
}
