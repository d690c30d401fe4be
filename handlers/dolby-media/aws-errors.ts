/** Whether AWS refused a call, so that it did nothing. After any other error it may have acted, or may act later. */
export function isAwsRefusal(error: unknown): boolean {
  return Object(error).$fault === 'client' && Object(error).$metadata?.httpStatusCode !== undefined;
}

/** An AWS error's code; empty where it is no error. */
export function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
