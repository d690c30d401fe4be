import * as path from 'node:path';
import { Script } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { HANDLER_OPTIONS } from '../../build/handler-options';
import type { HttpRequest, HttpResponse } from '../../handlers/runtime/effects';
import type { LambdaContext } from '../../handlers/runtime/lambda-run';
import type { Invocation, SimulatedFunction } from '../../testing';
import { type DescribedStack, describe, isFailure, type Parameters } from '../../testing/cloudformation/describe-stack';
import { environmentOf } from './function-environment';
import { simulatedModules } from './simulated-modules';
import { API_KEY, type World } from './world';

/** What of a world the function meets. */
export interface Surroundings
  extends Pick<World, 'random' | 'lines'>,
    Partial<Pick<World, 'script' | 'secrets' | 'lost'>> {
  /** CloudFormation. */
  readonly simulator: {
    stackById(id: string): DescribedStack | undefined;
    readonly invocations: readonly Invocation[];
  };
  /** The function's environment. Default: empty. */
  readonly environment?: Readonly<Record<string, string>>;
}

type Evaluate = (
  module: { exports: object },
  exports: object,
  require: (name: string) => unknown,
  ...globals: readonly unknown[]
) => void;

/** The globals of the handler that the simulator replaces. */
const GLOBALS = ['process', 'Date', 'Math', 'setTimeout', 'clearTimeout', 'simulator'] as const;

/** The registration's handler as it is bundled for Lambda, with the simulator in the place of AWS and of the time. */
export class Subject {
  /** @param plugins change the handler's source on its way, for a mutant */
  static async bundle(...plugins: Plugin[]): Promise<Subject> {
    const { outputFiles } = await build({
      ...HANDLER_OPTIONS,
      absWorkingDir: path.join(__dirname, '..', '..'),
      entryPoints: ['handlers/registration/index.ts', 'handlers/registration/main.ts'],
      external: ['./main'],
      outdir: 'bundles',
      minify: false,
      write: false,
      plugins: [simulatedModules, ...plugins],
    });
    const scripts = outputFiles.map(({ path: file, text }): [string, Evaluate] => {
      const source = `(module, exports, require, ${GLOBALS.join(', ')}) => {${text}\n}`;
      return [path.basename(file, '.js'), new Script(source).runInThisContext()];
    });
    return new Subject(new Map(scripts));
  }

  private constructor(private readonly files: ReadonlyMap<string, Evaluate>) {}

  /** A function for the simulator: every run evaluates its files anew, so that nothing is shared but what is outside. */
  in(world: Surroundings): SimulatedFunction {
    return async (invocation) => {
      const image = this.load('index', invocation, world);
      if (!isImage(image)) {
        throw new Error('The bundle exports no handler.');
      }
      try {
        await image.handler(JSON.parse(JSON.stringify(invocation.event)), invocation);
      } catch (error) {
        world.lines.push(String(error));
        throw error;
      }
    };
  }

  private load(file: string, invocation: Invocation, world: Surroundings): object {
    const module = { exports: {} };
    const globals = globalsOf(invocation, world);
    const load = (name: string): unknown => {
      switch (name) {
        case './main':
          return this.load('main', invocation, world);
        case 'node:timers/promises':
          return { setTimeout: (milliseconds: number) => invocation.sleep(milliseconds) };
        default:
          return require(name);
      }
    };
    this.files.get(file)?.(module, module.exports, load, ...GLOBALS.map((name) => globals[name]));
    return module.exports;
  }
}

function isImage(exports: object): exports is { handler: (event: unknown, context: LambdaContext) => Promise<void> } {
  return 'handler' in exports;
}

function globalsOf(invocation: Invocation, world: Surroundings): Record<(typeof GLOBALS)[number], unknown> {
  const { clock } = invocation;
  return {
    process: processOf(invocation, world),
    Date: new Proxy(Date, {
      construct: (target, values, newTarget) =>
        Reflect.construct(target, values.length > 0 ? values : [clock.now()], newTarget),
      get: (target, name, receiver) => (name === 'now' ? () => clock.now() : Reflect.get(target, name, receiver)),
    }),
    Math: Object.create(Math, { random: { value: world.random } }),
    setTimeout: (act: () => void, milliseconds: number) =>
      clock.schedule(milliseconds, () => {
        if (invocation.end === undefined) {
          act();
        }
      }),
    clearTimeout: (cancel: (() => void) | undefined) => cancel?.(),
    simulator: {
      call: (action: string, input: Parameters) => invocation.effect(async () => called(action, input, world)),
      exchange: (request: HttpRequest, send: (request: HttpRequest) => Promise<HttpResponse>) =>
        exchanged(request, send, invocation, world),
    },
  };
}

/** The process as the guard sees it: it has no listeners of Lambda's. */
function processOf(invocation: Invocation, { simulator, lines, environment }: Surroundings) {
  const run = `${invocation.event.RequestId} ${simulator.invocations.indexOf(invocation)}`;
  const made = {
    env: { ...environmentOf(invocation.event), ...environment },
    stdout: {
      write: (line: string) => lines.push(JSON.stringify({ at: invocation.clock.now(), run, ...JSON.parse(line) })),
    },
    listeners: () => [],
    on: () => made,
    off: () => made,
    removeAllListeners: () => made,
  };
  return made;
}

/** AWS's answer to a call, as the SDK's client gives it. */
function called(action: string, input: Parameters, { simulator, secrets }: Surroundings): unknown {
  if (action === 'GetSecretValue') {
    const { SecretId = '' } = input;
    return { ARN: SecretId, SecretString: secrets ? secrets[SecretId] : API_KEY };
  }
  const described = describe(action, simulator.stackById(input.StackName ?? ''), input);
  if (isFailure(described)) {
    throw Object.assign(new Error(described.message), { name: described.code });
  }
  return described;
}

async function exchanged(
  request: HttpRequest,
  send: (request: HttpRequest) => Promise<HttpResponse>,
  invocation: Invocation,
  { simulator, script, lost }: Surroundings,
): Promise<HttpResponse> {
  const wait = script?.before?.(request, invocation) ?? 0;
  if (wait > 0) {
    await invocation.sleep(wait);
  }
  // The vendor notes which run a request came from. The handler does not see this header.
  const run = simulator.invocations.indexOf(invocation);
  return invocation.effect(async () => {
    try {
      return await send({ ...request, headers: { ...request.headers, 'X-Run': String(run) } });
    } catch (error) {
      if (request.method === 'POST') {
        lost?.add(run);
      }
      throw error;
    } finally {
      if (script?.after?.(request, invocation) === 'dies') {
        invocation.kill();
      }
    }
  });
}
