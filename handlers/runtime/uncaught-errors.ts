type Tell = (error: unknown) => void;

const listening = new Set<Tell>();
let setAside: (() => void) | undefined;

/**
 * Hears what nobody catches, until it is told to stop. Lambda's own listeners end the process at once, before
 * CloudFormation could have an answer (its runtime, `src/index.mjs` in aws/aws-lambda-nodejs-runtime-interface-client):
 * they are set aside meanwhile and put back after, so that none accumulates from one run to the next.
 *
 * @param tell is told of each error
 * @returns stops to listen
 */
export function onUncaughtError(tell: Tell): () => void {
  listening.add(tell);
  setAside ??= takeOver();
  return () => {
    listening.delete(tell);
    if (listening.size === 0) {
      setAside?.();
      setAside = undefined;
    }
  };
}

function takeOver(): () => void {
  const rejected = process.listeners('unhandledRejection');
  const thrown = process.listeners('uncaughtException');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', tellAll);
  process.removeAllListeners('uncaughtException').on('uncaughtException', tellAll);
  return () => {
    process.off('unhandledRejection', tellAll).off('uncaughtException', tellAll);
    for (const listener of rejected) {
      process.on('unhandledRejection', listener);
    }
    for (const listener of thrown) {
      process.on('uncaughtException', listener);
    }
  };
}

function tellAll(error: unknown): void {
  for (const tell of listening) {
    tell(error);
  }
}
