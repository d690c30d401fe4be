import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnParameter, Stack } from 'aws-cdk-lib/core';
import type { PictoryConnection } from '../../../../lib';
import { anApp, aStack, refusalOf } from '../../fixture';
import { aBucket, aConnection } from './scene';

const FORMS = ['mediaUri', 'mediaUrl'] as const;

it('S2.13 an object has two addresses, as the vendor writes them', () => {
  const connection = aConnection();

  expect(connection.mediaUri('hello_world.mp4')).toBe('s3://acme-media/hello_world.mp4');
  expect(connection.mediaUrl('hello_world.mp4')).toBe('https://acme-media.s3.eu-west-1.amazonaws.com/hello_world.mp4');
});

it('of a bucket and a region that only the deploy knows, too', () => {
  const stack = new Stack(anApp(), 'Anywhere');
  const connection = aConnection({ bucket: new Bucket(stack, 'Own') }, stack);
  const own = { Ref: expect.stringMatching(/^Own/) };

  expect(stack.resolve(connection.mediaUri('a/b.mp4'))).toEqual({ 'Fn::Join': ['', ['s3://', own, '/a/b.mp4']] });
  expect(stack.resolve(connection.mediaUrl('a/b.mp4'))).toEqual({
    'Fn::Join': ['', ['https://', own, '.s3.', { Ref: 'AWS::Region' }, '.amazonaws.com/a/b.mp4']],
  });
});

describe('a key with what a URI encodes', () => {
  it.each([
    ['welcome everyone/ä+1.mp4', 'welcome%20everyone/%C3%A4%2B1.mp4'],
    ['100%?#.mp4', '100%25%3F%23.mp4'],
    ["safe/!-_.*'().mp4", "safe/!-_.*'().mp4"],
  ])('%s is encoded in a URL', (key, path) => {
    expect(aConnection().mediaUrl(key)).toBe(`https://acme-media.s3.eu-west-1.amazonaws.com/${path}`);
  });

  it.each(['a b.mp4', 'a%20b.mp4', 'ä.mp4', 'a?.mp4', 'a#b.mp4', 'a+b.mp4', 'a&b.mp4'])(
    '%s has no s3:// form',
    (key) => {
      expect(refusalOf(() => aConnection().mediaUri(key))).toContain(`key '${key}' holds a character that`);
    },
  );

  it('that needs no encoding is the same in both', () => {
    expect(aConnection().mediaUri("safe/!-_.*'().mp4")).toBe("s3://acme-media/safe/!-_.*'().mp4");
  });
});

describe.each(FORMS)('%s', (form) => {
  const media = (connection: PictoryConnection) => connection[form].bind(connection);

  it.each<[string, string, string]>([
    ['outside of the prefix', 'other/a.mp4', "is outside of what Pictory may read: name an object under 'media/'."],
    ['beside the prefix', 'media-private/a.mp4', 'is outside of what Pictory may read'],
    ['under a folder of that name elsewhere', 'other/media/a.mp4', 'is outside of what Pictory may read'],
    ['the prefix itself', 'media/', 'names no object'],
    ['empty', '', 'names no object'],
    ['a way out', 'media/../private/a.mp4', "has a '/' at its beginning, or a '.' or '..' between two"],
    ['a slash first', '/media/a.mp4', "has a '/' at its beginning"],
    ['a control character', 'media/a\nb', 'holds a control character'],
    ['too long', `media/${'a'.repeat(1019)}`, 'more than 1024 bytes'],
  ])('refuses a key that is %s', (_, key, message) => {
    expect(refusalOf(() => media(aConnection({ prefix: 'media' }))(key))).toContain(message);
  });

  it('refuses a key that only the deploy knows', () => {
    const stack = aStack('Videos');
    const key = new CfnParameter(stack, 'Key').valueAsString;

    expect(refusalOf(() => media(aConnection({}, stack))(key))).toContain("key '<token>' is known only to the deploy");
  });

  it('names the longest key that S3 takes', () => {
    expect(() => media(aConnection({ prefix: 'media' }))(`media/${'a'.repeat(1018)}`)).not.toThrow();
  });

  it('takes an object under a prefix that only the deploy knows', () => {
    const stack = aStack('Videos');
    const prefix = new CfnParameter(stack, 'Prefix').valueAsString;

    expect(() => media(aConnection({ prefix }, stack))('anything/a.mp4')).not.toThrow();
  });

  describe('with several buckets', () => {
    it('asks which, and knows each by its name', () => {
      const stack = aStack('Videos');
      const connection = aConnection({ prefix: 'media' }, stack);
      connection.addBucket(aBucket(stack, 'acme-brand'));

      expect(refusalOf(() => media(connection)('media/a.mp4'))).toContain(
        "bucket '(unset)' is needed, as there are several",
      );
      expect(media(connection)('media/a.mp4', aBucket(stack))).toContain('acme-media');
      expect(media(connection)('logo.png', aBucket(stack, 'acme-brand'))).toContain('acme-brand');
      expect(refusalOf(() => media(connection)('logo.png', aBucket(stack)))).toContain("under 'media/'");
    });

    it('refuses one that Pictory may not read', () => {
      const stack = aStack('Videos');
      const other = aBucket(stack, 'acme-private');

      expect(refusalOf(() => media(aConnection({}, stack))('a.mp4', other))).toBe(
        `bucket '${other.node.path}' is none that this connection may read: let it in first, by addBucket.`,
      );
    });
  });

  it('takes several folders of one bucket without being told which', () => {
    const stack = aStack('Videos');
    const connection = aConnection({ prefix: 'media' }, stack);
    connection.addBucket(aBucket(stack), { prefix: 'brand' });

    expect(media(connection)('media/a.mp4')).toContain('media/a.mp4');
    expect(media(connection)('brand/a.mp4')).toContain('brand/a.mp4');
    expect(refusalOf(() => media(connection)('x/a.mp4'))).toContain("name an object under 'media/', 'brand/'.");
  });
});

it('a bucket with a dot in its name has no URL that a certificate covers', () => {
  const stack = aStack('Videos');
  const connection = aConnection({ bucket: aBucket(stack, 'media.acme.org') }, stack);

  expect(refusalOf(() => connection.mediaUrl('a.mp4'))).toContain("bucket 'media.acme.org' has a dot in its name");
  expect(connection.mediaUri('a.mp4')).toBe('s3://media.acme.org/a.mp4');
});
