type Listener = (error: unknown) => void;

const listeners = new Set<Listener>();
let restoreLambda: (() => void) | undefined;

/**
 * Calls the listener with each uncaught error, until the returned function is called.
 *
 * Lambda's own listeners end the process at once, before CloudFormation has an answer (its runtime, `src/index.mjs` in
 * aws/aws-lambda-nodejs-runtime-interface-client). They are removed meanwhile, and restored at the end, so that no run
 * leaves a listener behind.
 *
 * @returns ends the listening
 */
export function onUncaughtError(listener: Listener): () => void {
  listeners.add(listener);
  restoreLambda ??= replaceLambdaListeners();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      restoreLambda?.();
      restoreLambda = undefined;
    }
  };
}

function replaceLambdaListeners(): () => void {
  const rejected = process.listeners('unhandledRejection');
  const thrown = process.listeners('uncaughtException');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', callListeners);
  process.removeAllListeners('uncaughtException').on('uncaughtException', callListeners);
  return () => {
    process.off('unhandledRejection', callListeners).off('uncaughtException', callListeners);
    for (const listener of rejected) {
      process.on('unhandledRejection', listener);
    }
    for (const listener of thrown) {
      process.on('uncaughtException', listener);
    }
  };
}

function callListeners(error: unknown): void {
  for (const listener of listeners) {
    listener(error);
  }
}
