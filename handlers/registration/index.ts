import { guard, type Main } from '../custom-resource/guard';
import type { LambdaContext } from '../runtime/lambda-run';

/** The Lambda function behind `Custom::VendorRegistration`. */
export async function handler(event: unknown, context: LambdaContext): Promise<void> {
  await guard(event, context, load);
}

/**
 * Loads the rest from a file of its own, after the guard has begun: where the load fails, the guard can still answer.
 * An `import()` inside one bundle would wrap its modules, and make it bigger and slower to load.
 */
function load(): { readonly main: Main } {
  return require('./main');
}
