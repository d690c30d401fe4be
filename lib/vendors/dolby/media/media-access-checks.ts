import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Annotations, type Duration, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { publicReadStatement } from '../../../access/vendor-bucket';
import { refuse } from '../../../validation/refuse';
import { LONGEST_URL_SECONDS } from './contract';
import type { DolbyKeyRotation } from './key-rotation';

/** Refuses a lifetime that no signature allows. @returns the lifetime in seconds */
export function checkMaxUrlLifetime(lifetime: Duration): number {
  const seconds = lifetime.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_URL_SECONDS) {
    refuse(
      'maxUrlLifetime',
      `${seconds} s`,
      "is not 1 second to 7 days, the most that a URL signed by a user's key lives",
      'write Duration.days(7) or less',
    );
  }
  return seconds;
}

/** A day in seconds. */
const DAY = 24 * 60 * 60;

/** Refuses a rotation that would end URLs which may still be valid. */
export function checkKeyRotation({ interval }: DolbyKeyRotation, maxUrlSeconds: number): void {
  const least = Math.ceil(maxUrlSeconds / DAY) + 1;
  const days = interval?.toDays();
  if (days !== undefined && days < least) {
    refuse(
      'keyRotation',
      `every ${days} days`,
      `ends URLs that may live for ${maxUrlSeconds} s`,
      `write DolbyKeyRotation.every(Duration.days(${least})) or more, or a shorter maxUrlLifetime`,
    );
  }
}

/** Refuses a public folder into which jobs would write results. */
export function checkPublicPrefix(publicPrefix: string, outputPrefix: string, sameBucket: boolean): void {
  const overlap = outputPrefix.startsWith(publicPrefix) || publicPrefix.startsWith(outputPrefix);
  if (sameBucket && overlap) {
    refuse(
      'publicInputPrefix',
      publicPrefix,
      `would let anyone read what is written to '${outputPrefix}'`,
      'write a folder apart from outputPrefix',
    );
  }
}

/** The construct does not change a given bucket. Warns, once, of the settings that its owner must add. */
export function warnOfPublicPrefix(scope: Construct, bucket: IBucket, prefix: string): void {
  const statement = JSON.stringify(Stack.of(scope).resolve(publicReadStatement(bucket, prefix).toStatementJson()));
  const name = Token.isUnresolved(bucket.bucketName) ? bucket.node.path : bucket.bucketName;
  Annotations.of(scope).addWarningV2(
    'cdk-vendor-access:publicInputPrefix',
    `publicInputPrefix does not change ${name}, which was given: lift its public access block for policies, and add to ` +
      `its policy ${statement}.`,
  );
}
