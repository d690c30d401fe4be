import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure, messageOf, Unsettled } from '../runtime/errors';
import { functionLog } from '../runtime/function-log';
import { exchange } from '../runtime/http-exchange';
import type { LambdaContext } from '../runtime/lambda-run';
import { getSecretValue } from '../runtime/secrets-manager';
import { hasUnknownPlace, isListedPlace } from '../vendor-api/listed-places';
import type { ExportEffects } from './effects';
import { metricsOf } from './metrics';
import { parseExport } from './parse';
import { Run } from './run';
import { readLedger, writeLedger } from './s3';

/** Kept back at the end of the function's time to write the metrics, in milliseconds. */
const TO_END = 10_000;

/**
 * The Lambda function of a schedule of exports. Each event is one tick. A failed tick is counted, and the next tick
 * continues its work.
 *
 * @throws if the event is not one that a construct of this stack wrote
 */
export async function handler(event: unknown, context: LambdaContext): Promise<void> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - TO_END;
  const { log, redact, clean, holdsSecret } = functionLog(context);
  const wire = parseExport(event);
  const { Api } = wire.create;
  if (!isListedPlace(Api) && !hasUnknownPlace()) {
    throw new Failure("This stack's schedules name no such host or sign-in as this tick. No secret was read.");
  }
  const { label } = wire;
  const effects: ExportEffects = {
    run: randomUUID(),
    getSecretValue,
    readLedger,
    writeLedger,
    exchange,
    now: Date.now,
    random: Math.random,
    sleep: (milliseconds) => wait(milliseconds),
    log: (message, fields, level) => log(message, { export: label, ...fields }, level),
    redact,
    clean,
    holdsSecret,
  };
  log('metrics', metricsOf(label, await errorsOf(new Run(wire, effects, deadline), effects), Date.now()));
}

/** Runs one tick, and counts its errors that the user should look at. */
async function errorsOf(run: Run, effects: ExportEffects): Promise<number> {
  try {
    await run.tick();
    return run.errors;
  } catch (error) {
    const passes = error instanceof Unsettled;
    const reason = effects.clean(messageOf(error));
    effects.log('the tick was not carried out', { reason }, passes ? 'WARN' : 'ERROR');
    return run.errors + (passes ? 0 : 1);
  }
}
