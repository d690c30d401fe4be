import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import * as path from 'node:path';
import { Script } from 'node:vm';
import { type Dial, networkOf } from './image-network';
import type { ImageRun } from './image-run';
import type { ImageTimers } from './image-timers';

/** Each file is compiled once a process. A later change of the file has no effect. */
const compiled = new Map<string, Compiled>();

/** The code of a file, and a `require` for its place. */
interface Compiled {
  readonly evaluate: (...parameters: unknown[]) => void;
  readonly resolve: (id: string) => string;
}

/** Node's modules whose asynchronous functions work outside the event loop: the clock waits for them. */
const HELD = ['fs', 'fs/promises', 'dns', 'dns/promises', 'zlib', 'crypto', 'child_process'];

export interface ModulesOptions {
  readonly timers: ImageTimers;
  readonly globals: Readonly<Record<string, unknown>>;
  /** Replacements for modules, by the name that the function requires. */
  readonly replaced: Readonly<Record<string, unknown>>;
  readonly dial?: Dial;
}

/** The modules of one run of a function. Each run evaluates them anew, so no state is left of another run. */
export class ImageModules {
  readonly #options: ModulesOptions;
  readonly #builtins: ReadonlyMap<string, unknown>;
  readonly #evaluated = new Map<string, { exports: unknown }>();

  constructor(run: ImageRun, options: ModulesOptions) {
    this.#options = options;
    const { timers } = options;
    this.#builtins = new Map<string, unknown>([
      ['http', networkOf(run, false, options.dial)],
      ['https', networkOf(run, true, options.dial)],
      ['timers', timers.module],
      ['timers/promises', timers.promises],
      ['process', options.globals.process],
      ['console', options.globals.console],
      ...HELD.map((name) => [name, held(require(`node:${name}`), run)] as const),
    ]);
  }

  /** The exports of a file. */
  load(file: string): unknown {
    const before = this.#evaluated.get(file);
    if (before) {
      return before.exports;
    }
    const module: { exports: unknown } = { exports: {} };
    this.#evaluated.set(file, module);
    if (file.endsWith('.json')) {
      module.exports = JSON.parse(readFileSync(file, 'utf8'));
    } else {
      const names = Object.keys(this.#options.globals);
      const { evaluate, resolve } = compile(file, names);
      const require = Object.assign((id: string) => this.#require(id, resolve), { resolve });
      const load = async (id: string) => namespaceOf(require(id));
      const own = [module, module.exports, require, file, path.dirname(file), load];
      evaluate(...own, ...Object.values(this.#options.globals));
    }
    return module.exports;
  }

  #require(id: string, resolve: (id: string) => string): unknown {
    const { replaced } = this.#options;
    if (id in replaced) {
      return replaced[id];
    }
    if (isBuiltin(id)) {
      const name = id.replace(/^node:/, '');
      return this.#builtins.has(name) ? this.#builtins.get(name) : require(id);
    }
    return this.load(resolve(id));
  }
}

function compile(file: string, globals: readonly string[]): Compiled {
  const before = compiled.get(file);
  if (before) {
    return before;
  }
  const parameters = ['module', 'exports', 'require', '__filename', '__dirname', '__import', ...globals];
  const source = readFileSync(file, 'utf8')
    .replace(/^#!/, '//')
    // An `import()` in a bundle must use the modules of the image. Node offers scripts no other way.
    .replace(/(?<![\w$.])import(?=\s*\()/g, '__import');
  const script = new Script(`(function (${parameters}) {${source}\n})`, { filename: file });
  const evaluate: Compiled['evaluate'] = script.runInThisContext();
  const { resolve: find } = createRequire(file);
  const found = new Map<string, string>();
  const resolve = (id: string) => {
    const place = found.get(id) ?? find(id);
    found.set(id, place);
    return place;
  };
  const made = { evaluate, resolve };
  compiled.set(file, made);
  return made;
}

/** The result of `import()` for a CommonJS module. */
function namespaceOf(exports: unknown): object {
  return { ...Object(exports), default: exports };
}

/** A module of Node whose functions hold the clock until they call back, or until their promise is settled. */
function held<T extends object>(module: T, run: ImageRun): T {
  return new Proxy(module, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (name === 'promises' && typeof member === 'object' && member !== null) {
        return held(member, run);
      }
      return typeof member === 'function' ? new Proxy(member, { apply: (...call) => hold(call, run) }) : member;
    },
  });
}

function hold([act, self, values]: readonly [object, unknown, readonly unknown[]], run: ImageRun): unknown {
  const last = values.at(-1);
  if (typeof act !== 'function') {
    return undefined;
  }
  if (typeof last === 'function') {
    const release = run.hold();
    const heard = (...results: unknown[]) => {
      release();
      run.enter(() => Reflect.apply(last, undefined, results));
    };
    return Reflect.apply(act, self, [...values.slice(0, -1), heard]);
  }
  const result: unknown = Reflect.apply(act, self, values);
  if (isPromise(result)) {
    const release = run.hold();
    result.then(release, release);
  }
  return result;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
