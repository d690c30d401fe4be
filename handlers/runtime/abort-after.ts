/**
 * Bounds an AWS call, its retries included. The SDK's own time-outs bound neither a body that stalls nor a wait that
 * the service asks for.
 */
export function abortAfter(milliseconds: number): { readonly abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(milliseconds) };
}
