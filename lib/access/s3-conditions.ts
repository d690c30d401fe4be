/** Conditions of our own statements about a bucket, whoever's it is. */

/** TLS, at least 1.2. S3 does not say the version of a request that another AWS service makes. */
export const OVER_TLS = {
  Bool: { 'aws:SecureTransport': 'true' },
  NumericGreaterThanEqualsIfExists: { 's3:TlsVersion': '1.2' },
};

/** The canned ACLs that give a right to no other than the owner of the bucket. */
export const OWN_ACLS = ['private', 'bucket-owner-full-control'];

/** The condition key of a request's canned ACL, in a header. */
export const CANNED_ACL = 's3:x-amz-acl';

/** No header grants a right to a named account or group (S3 user guide, "ACL-specific request headers"). */
export const WITHOUT_GRANTS = {
  Null: Object.fromEntries(
    ['read', 'write', 'read-acp', 'write-acp', 'full-control'].map((right) => [`s3:x-amz-grant-${right}`, 'true']),
  ),
};
