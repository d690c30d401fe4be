import type { Main } from '../custom-resource/guard';
import { realEffects } from '../runtime/lambda-effects';
import { outcomeOf } from './run';

/** All that the guard guards: a bundle of its own, which holds the AWS clients. */
export const main: Main = (event, run, deadline) => outcomeOf(event, realEffects(run), deadline);
