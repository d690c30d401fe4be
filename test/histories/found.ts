import type { Found } from './directed';
import { FOUND_LATE } from './found-late';
import { FOUND_UNSEEN } from './found-unseen';

/** Each once ended badly, or does so without a safeguard; the number in its name is the fault's. */
export const FOUND: readonly Found[] = [...FOUND_LATE, ...FOUND_UNSEEN];
