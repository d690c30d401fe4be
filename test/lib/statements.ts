/** What every statement of ours about S3 asks for. */
const OVER_TLS = {
  Bool: { 'aws:SecureTransport': 'true' },
  NumericGreaterThanEqualsIfExists: { 's3:TlsVersion': '1.2' },
};

/** A statement that asks for TLS 1.2, too. */
export function overTls(statement: { readonly [member: string]: unknown; readonly Condition?: object }): object {
  return { ...statement, Condition: { ...statement.Condition, ...OVER_TLS } };
}

/** The conditions of an ACL that gives no other account a right. */
export const harmlessAcls = (acls: unknown = ['private', 'bucket-owner-full-control']) => ({
  Null: {
    's3:x-amz-grant-read': 'true',
    's3:x-amz-grant-write': 'true',
    's3:x-amz-grant-read-acp': 'true',
    's3:x-amz-grant-write-acp': 'true',
    's3:x-amz-grant-full-control': 'true',
  },
  StringEqualsIfExists: { 's3:x-amz-acl': acls },
});

/** The two statements of a vendor that puts objects and sets their ACLs. */
export function putsWithAcls(
  resource: unknown,
  acls?: unknown,
  actions: unknown = ['s3:PutObject', 's3:PutObjectAcl'],
) {
  return [
    overTls({ Effect: 'Allow', Action: actions, Resource: resource, Condition: harmlessAcls(acls) }),
    {
      Effect: 'Deny',
      Action: ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'],
      Resource: resource,
      Condition: { Null: { 's3:x-amz-acl': 'true' } },
    },
  ];
}
