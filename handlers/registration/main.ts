import type { Main } from '../custom-resource/guard';
import { lambdaEffects } from '../runtime/lambda-effects';
import { handle } from './handle';

/** All that the guard guards: a bundle of its own, which holds the AWS clients. */
export const main: Main = (event, run, deadline) => handle(event, lambdaEffects(run), deadline);
