import { bootstrap } from '../../emulator/cdk';
import { createUser } from '../../emulator/identity';
import { MiniStack } from '../../emulator/ministack';
import useOwnTemporaryDirectory from '../own-temporary-directory';
import { type Scene, VENDOR_ACCOUNT, VENDOR_USER } from './scene';

declare global {
  var miniStack: MiniStack | undefined;
}

/**
 * One emulated AWS for all end-to-end tests, bootstrapped, and in it the vendor's own user. Each test deploys stacks of
 * its own names, so that none depends on another.
 */
export default async function setUp(): Promise<void> {
  useOwnTemporaryDirectory();
  const miniStack = await MiniStack.start({ report: (what) => console.log(what) });
  globalThis.miniStack = miniStack;
  try {
    await bootstrap(miniStack.aws);
    const scene: Scene = { aws: miniStack.aws, vendor: await createUser(miniStack.aws, VENDOR_ACCOUNT, VENDOR_USER) };
    process.env.E2E_SCENE = JSON.stringify(scene);
  } catch (error) {
    await miniStack.stop();
    throw error;
  }
}
