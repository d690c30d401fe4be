import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type App, Stack } from 'aws-cdk-lib/core';
import { BitmovinAnalyticsOutput, ExternalIdMode, VendorSecret } from 'cdk-vendor-access';
import { ENV, SECRET_ARN, STACK } from './scene';

/** Makes a stack of `count` outputs that share one bucket and one secret. */
export function outputs(app: App, count: number): Stack {
  const stack = new Stack(app, STACK, { env: ENV });
  outputsOn(stack, count);
  return stack;
}

/** Fills a stack with `count` outputs that share one bucket and one secret. */
export function outputsOn(stack: Stack, count: number): void {
  const apiKey = VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, 'ApiKey', SECRET_ARN));
  let bucket: IBucket | undefined;
  for (let i = 0; i < count; i++) {
    const output = new BitmovinAnalyticsOutput(stack, `Output${i}`, {
      apiKey,
      bucket,
      prefix: `exports-${i}/`,
      externalIdMode: ExternalIdMode.GENERATED,
    });
    bucket = output.bucket;
  }
}
