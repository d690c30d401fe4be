import { expectNothingLost } from './random';
import { Subject } from './subject';

const HISTORIES = 500;

it(`${HISTORIES} random histories lose nothing, leave nothing and touch nothing of strangers`, async () =>
  expectNothingLost(await Subject.bundle(), HISTORIES, 2));
