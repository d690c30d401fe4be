import { tearDown as removeTemporaryDirectory } from '../own-temporary-directory';

/** Ends the emulated AWS with everything in it. */
export default async function tearDown(): Promise<void> {
  await globalThis.miniStack?.stop();
  removeTemporaryDirectory();
}
