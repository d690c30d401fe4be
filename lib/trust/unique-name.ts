import * as crypto from 'node:crypto';
import { Aws, Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A role name has 64 characters. This many remain beside a UUID of 36 characters and a hyphen. */
const READABLE = 27;
const HASH = 8;

/**
 * A name of letters, digits and hyphens that no other stack has: readable text, a hash, and the stack's UUID.
 *
 * @param told text that distinguishes two names of the same construct
 * @returns at most 64 characters; the UUID is a token
 */
export function uniqueName(scope: Construct, told?: string): string {
  const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return `${readable(scope, told)}-${stackUuid}`;
}

/**
 * As many of the last ids of a construct's path as fit, and a hash. The hash covers the whole path, and the text that
 * distinguishes two names of the construct.
 */
function readable(scope: Construct, told = ''): string {
  const hash = crypto.createHash('sha256').update(`${scope.node.path}\n${told}`).digest('hex').slice(0, HASH);
  const room = READABLE - HASH - 1;
  const ids = scope.node.path.split('/').map((id) => id.replace(/[^A-Za-z0-9]/g, ''));
  const text = ids.reduceRight((tail, id) => {
    const longer = [id, tail].filter(Boolean).join('-');
    return longer.length <= room ? longer : tail || id.slice(0, room);
  }, '');
  return [text, hash].filter(Boolean).join('-');
}
