import * as crypto from 'node:crypto';
import { Aws, Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What is left of a role name's 64 characters when a UUID of 36 and a hyphen have their place. */
const READABLE = 27;
const HASH = 8;

/**
 * A name of letters, digits and hyphens that nothing of another stack has: readable text, a hash, and the stack's UUID.
 *
 * @param told what must tell the name from another of the same construct
 * @returns 64 characters at most, the UUID as a token
 */
export function uniqueName(scope: Construct, told?: string): string {
  const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return `${readable(scope, told)}-${stackUuid}`;
}

/**
 * The last ids of a construct's path, as many as fit, and a hash: of the whole path, and of what else must tell the name
 * from another of the same construct.
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
