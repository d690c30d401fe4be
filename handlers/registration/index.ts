import { guard, type Main } from '../custom-resource/guard';
import type { LambdaContext } from '../runtime/lambda-run';

/** The Lambda function behind `Custom::VendorRegistration`. */
export async function handler(event: unknown, context: LambdaContext): Promise<void> {
  await guard(event, context, load);
}

/**
 * Loads the rest, a file of its own beside this one, when it is needed: where that fails there must be somebody to say
 * so. Not by `import()` inside one bundle, whose modules would then be wrapped, bigger and slower to load.
 */
function load(): { readonly main: Main } {
  return require('./main');
}
