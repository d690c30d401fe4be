import { Aws } from 'aws-cdk-lib/core';
import { checkBucketName, checkRoleName, checkRolePath } from '../../../lib/validation/names';
import { refusalOf } from '../fixture';

const BUCKET_MEND =
  "write 3 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends, such as 'acme-exports'";

describe('a bucket name', () => {
  it.each(['abc', 'a'.repeat(63), '3-buckets', 'acme.exports', 'a-b.c', '1.2.3', undefined])('may be %s', (name) => {
    expect(() => checkBucketName('bucketName', name)).not.toThrow();
  });

  it('may be a token', () => {
    expect(() => checkBucketName('bucketName', `A ${Aws.STACK_NAME}`)).not.toThrow();
  });

  it.each([
    [''],
    ['ab'],
    ['a'.repeat(64)],
    ['Acme'],
    ['acme_exports'],
    ['-acme'],
    ['acme-'],
    ['.acme'],
    ['acme.'],
    ['a..b'],
    ['a.-b'],
    ['a-.b'],
    ['acme exports'],
    ['ä-bucket'],
  ])("is not '%s'", (name) => {
    expect(refusalOf(() => checkBucketName('bucketName', name))).toBe(
      `bucketName '${name}' is not a bucket name: ${BUCKET_MEND}.`,
    );
  });

  it('ends with its last character, not before a line break', () => {
    expect(refusalOf(() => checkBucketName('bucketName', 'acme\n'))).toBe(
      `bucketName 'acme\\u000a' is not a bucket name: ${BUCKET_MEND}.`,
    );
  });

  it('is no IP address', () => {
    expect(refusalOf(() => checkBucketName('bucketName', '10.0.0.1'))).toBe(
      `bucketName '10.0.0.1' is an IP address, which S3 does not take as a bucket name: ${BUCKET_MEND}.`,
    );
  });

  it.each([
    'xn--acme',
    'sthree-acme',
    'amzn-s3-demo-acme',
    'acme-s3alias',
    'acme--ol-s3',
    'acme.mrap',
    'acme--x-s3',
    'acme--table-s3',
  ])('is not one of those that S3 keeps: %s', (name) => {
    expect(refusalOf(() => checkBucketName('bucketName', name))).toBe(
      `bucketName '${name}' begins or ends with what S3 keeps for itself: ${BUCKET_MEND}.`,
    );
  });
});

describe('a role name', () => {
  it.each(['a', 'a'.repeat(64), 'A_z-0+=,.@', undefined])('may be %s', (name) => {
    expect(() => checkRoleName('roleName', name)).not.toThrow();
  });

  it('may be a token', () => {
    expect(() => checkRoleName('roleName', `a ${Aws.STACK_NAME}`)).not.toThrow();
  });

  it.each([[''], ['a'.repeat(65)], ['a b'], ['a/b'], ['a*'], ['a:b'], ['ä']])("is not '%s'", (name) => {
    expect(refusalOf(() => checkRoleName('roleName', name))).toBe(
      `roleName '${name}' is not a role name: write 1 to 64 of letters, digits and _+=,.@-.`,
    );
  });
});

describe('a role path', () => {
  it.each(['/', '/vendors/', '/a/b/', undefined])('may be %s', (path) => {
    expect(() => checkRolePath('rolePath', path)).not.toThrow();
  });

  it('may be a token, or of 512 characters', () => {
    expect(() => checkRolePath('rolePath', Aws.REGION)).not.toThrow();
    expect(() => checkRolePath('rolePath', `/${'a'.repeat(510)}/`)).not.toThrow();
  });

  it.each([[''], ['vendors'], ['/vendors'], ['vendors/'], ['/a b/'], ['/ä/']])("is not '%s'", (path) => {
    expect(refusalOf(() => checkRolePath('rolePath', path))).toBe(
      `rolePath '${path}' is not a role path: begin and end it with '/', such as '/vendors/'.`,
    );
  });

  it('has at most 512 characters', () => {
    expect(refusalOf(() => checkRolePath('rolePath', `/${'a'.repeat(511)}/`))).toBe(
      `rolePath '/${'a'.repeat(99)}…' is not a role path: begin and end it with '/', such as '/vendors/'.`,
    );
  });
});
