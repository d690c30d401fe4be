import * as path from 'node:path';
import { Script } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { HANDLER_OPTIONS } from '../../build/handler-options';
import type { Rollback, StackEffects } from '../../handlers/runtime/effects';
import type { Invocation, SimulatedFunction, SimulatedStack } from '../../testing';
import type * as Image from './image';
import { API_KEY, type World } from './world';

/** What of a world the function meets. */
export interface Surroundings extends Pick<World, 'simulator' | 'random' | 'lines'> {
  /** The function's environment. Default: empty. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The registration's handler as it is bundled for Lambda, its effects alone exchanged for the simulator's. */
export class Subject {
  /** @param plugins change the handler's source on its way, for a mutant */
  static async bundle(...plugins: Plugin[]): Promise<Subject> {
    const { outputFiles } = await build({
      ...HANDLER_OPTIONS,
      absWorkingDir: path.join(__dirname, '..', '..'),
      entryPoints: ['test/histories/image.ts'],
      minify: false,
      write: false,
      plugins,
    });
    const source = outputFiles.map(({ text }) => text).join('\n');
    return new Subject(new Script(`(module, exports, require, process) => {${source}\n}`));
  }

  private constructor(private readonly script: Script) {}

  /** A function for the simulator: every run evaluates the module anew, so that nothing is shared but what is outside. */
  in(world: Surroundings): SimulatedFunction {
    return async (invocation) => {
      const image = this.load(world.environment);
      try {
        await image.run(invocation.event, effectsOf(invocation, world, image), invocation.deadline);
      } catch (error) {
        world.lines.push(String(error));
        throw error;
      }
    };
  }

  private load(env: Surroundings['environment'] = {}): typeof Image {
    const module = { exports: {} };
    this.script.runInThisContext()(module, module.exports, require, { env });
    if (!isImage(module.exports)) {
      throw new Error('The bundle does not export what image.ts does.');
    }
    return module.exports;
  }
}

function isImage(exports: object): exports is typeof Image {
  return 'run' in exports && 'exchange' in exports;
}

function effectsOf(
  invocation: Invocation,
  { simulator, random, lines }: Surroundings,
  { exchange, Redactor }: typeof Image,
): StackEffects {
  const redactor = new Redactor();
  const ask = <T>(stackId: string, answer: (stack: SimulatedStack) => T) =>
    invocation.effect(async () => {
      const stack = simulator.stackById(stackId);
      return stack && answer(stack);
    });
  return {
    exchange: (request) => invocation.effect(() => exchange(request)),
    getSecretValue: () => invocation.effect(async () => API_KEY),
    describeStack: (stackId) =>
      ask(stackId, ({ status, lastUpdated }) => (status === undefined ? undefined : { status, lastUpdated })),
    recordedPhysicalId: (stackId, logicalId) =>
      ask(stackId, (stack) => {
        const { status = '', physicalId = '' } = stack.describeResource(logicalId) ?? {};
        return (!/^(CREATE_IN_PROGRESS|DELETE_COMPLETE)$/.test(status) && physicalId) || null;
      }),
    pastPhysicalIds: (stackId, logicalId) =>
      ask(stackId, (stack) =>
        stack.events.filter((event) => event.logicalId === logicalId).map(({ physicalId }) => physicalId),
      ),
    lastPhysicalId: (stackId, logicalId, is) =>
      ask(stackId, (stack) => {
        const events = stack.events.filter((event) => event.logicalId === logicalId);
        return events.reverse().find(({ physicalId }) => is(physicalId))?.physicalId;
      }),
    othersPhysicalIds: (stackId, logicalId) =>
      ask(stackId, (stack) =>
        stack.events.filter((event) => event.logicalId !== logicalId).map(({ physicalId }) => physicalId),
      ),
    rollbackOf: (stackId, logicalId) => ask(stackId, (stack) => rollbackIn(stack, logicalId)),
    now: () => invocation.clock.now(),
    random,
    sleep: (milliseconds) => invocation.sleep(milliseconds),
    log: (message, fields) => {
      const run = `${invocation.event.RequestId} ${simulator.invocations.indexOf(invocation)}`;
      const at = invocation.clock.now();
      lines.push(redactor.clean(JSON.stringify({ at, run, message, ...fields })));
    },
    redact: (secret) => redactor.add(secret),
    clean: (text) => redactor.clean(text),
  };
}

/** The rollback of the stack's last update, as its events tell. */
function rollbackIn({ id, events }: SimulatedStack, logicalId: string): Rollback | undefined {
  const ofStack = events.map(({ physicalId, status }, at) => ({ at, status: physicalId === id ? status : '' }));
  const update = ofStack.filter(({ status }) => /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(status)).at(-1)?.at ?? 0;
  const rollback = ofStack.find(({ at, status }) => at > update && status === 'UPDATE_ROLLBACK_IN_PROGRESS')?.at;
  if (rollback === undefined) {
    return undefined;
  }
  const reached = events
    .slice(rollback)
    .find((event) => event.logicalId === logicalId && event.status === 'UPDATE_IN_PROGRESS');
  return { updateBegan: events[update]?.at, began: events[rollback]?.at ?? 0, reached: reached?.at };
}
