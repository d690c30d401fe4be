import { realEffects } from './real-effects';
import { run } from './run';

/** What Lambda tells a function of its own run. */
interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** The Lambda function behind `Custom::VendorRegistration`. */
export async function handler(event: unknown, context: Context): Promise<void> {
  const effects = realEffects(context.awsRequestId);
  await run(event, effects, effects.now() + context.getRemainingTimeInMillis());
}
