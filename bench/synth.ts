import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { App, type Stack } from 'aws-cdk-lib/core';
import { outputsByHand } from './by-hand';
import { median } from './median';
import { outputs } from './subject';

type Make = (app: App, count: number) => Stack;

/** How many resources a stack of so many outputs has. */
export function resources(count: number): number {
  return Object.keys(synth(outputs, count).template.Resources).length;
}

/**
 * The time to construct and synthesise outputs, against the same template written by hand. Both are loaded before, and
 * alternate in this process; CDK's validation of templates, which would take most of the time, is off for both.
 */
export function synthRatio(count: number, rounds: number): number {
  if (!isDeepStrictEqual(synth(outputs, count).template, synth(outputsByHand, count).template)) {
    throw new Error('The template written by hand is not the one that the library makes: correct bench/by-hand.ts.');
  }
  const ratios = Array.from({ length: rounds }, (_, round) => {
    // Who goes first alternates, too.
    const [first, second]: [Make, Make] = round % 2 === 0 ? [outputs, outputsByHand] : [outputsByHand, outputs];
    const [a, b] = [synth(first, count).milliseconds, synth(second, count).milliseconds];
    return round % 2 === 0 ? a / b : b / a;
  });
  return median(ratios);
}

function synth(make: Make, count: number): { template: { Resources: object }; milliseconds: number } {
  const outdir = mkdtempSync(path.join(tmpdir(), 'vendor-access-bench-'));
  try {
    const start = performance.now();
    const app = new App({ outdir, analyticsReporting: false });
    const stack = make(app, count);
    const assembly = app.synth();
    const milliseconds = performance.now() - start;
    return { template: assembly.getStackArtifact(stack.artifactId).template, milliseconds };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
