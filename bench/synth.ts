import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { App, type Stack } from 'aws-cdk-lib/core';
import { outputsByHand } from './by-hand';
import { ratioOf } from './median';
import { outputs } from './subject';

type Make = (app: App, count: number) => Stack;

/** Rounds that do not count, because Node.js still compiles the JavaScript during them. */
const WARM_UP = 10;

/** The number of resources in a stack of `count` outputs. */
export function resources(count: number): number {
  return Object.keys(synth(outputs, count).template.Resources).length;
}

/**
 * The processor time to construct and synthesise `count` outputs, divided by the time for the same template by hand.
 * Both sides are loaded before the first round, and take turns in this process. `main.ts` turns CDK's validation of
 * templates off, because it would take most of the time.
 */
export function synthRatio(count: number, rounds: number): number {
  checkSameTemplate(count);
  const measure = (some: number) =>
    ratioOf(
      some,
      () => synth(outputs, count).cost,
      () => synth(outputsByHand, count).cost,
    );
  measure(WARM_UP);
  return measure(rounds);
}

/** @throws if the template written by hand differs from the library's */
export function checkSameTemplate(count: number): void {
  if (!isDeepStrictEqual(synth(outputs, count).template, synth(outputsByHand, count).template)) {
    throw new Error('The template written by hand is not the one that the library makes: correct bench/by-hand.ts.');
  }
}

function synth(make: Make, count: number): { template: { Resources: object }; cost: number } {
  const outdir = mkdtempSync(path.join(tmpdir(), 'vendor-access-bench-'));
  try {
    const start = process.cpuUsage();
    const app = new App({ outdir, analyticsReporting: false });
    const stack = make(app, count);
    const assembly = app.synth();
    const { user, system } = process.cpuUsage(start);
    return { template: assembly.getStackArtifact(stack.artifactId).template, cost: user + system };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
