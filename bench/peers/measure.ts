import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { median } from '../median';
import { ENV, STACK } from '../scene';
import { CONTESTANTS, type Fill } from './contestants';

/** The sizes of the stacks, in outputs. */
export const SIZES = [1, 10, 100, 240] as const;

/** What one stack costs. */
export interface Cost {
  /** CloudFormation takes 500 a stack. */
  readonly resources: number;
  /** Of the template. CloudFormation takes 1 MB. */
  readonly bytes: number;
  /** Processor time of construct and synth, less that of an empty stack. */
  readonly synthMs: number;
  /** Errors and warnings of cdk-nag's AwsSolutions, none of them acknowledged by the stack. */
  readonly findings: number;
}

/** The costs of each contestant, by its name and the number of outputs. */
export type Peers = Record<string, Record<string, Cost>>;

/** For every contestant alike. */
const CONTEXT = {
  // Without CDK's own limit of 500 resources, so that a stack that no deploy takes can be measured as well.
  '@aws-cdk/core:stackResourceLimit': 0,
  // CloudFormation counts the blanks of a template, too.
  '@aws-cdk/core:suppressTemplateIndentation': true,
};

/** @param rounds how often each stack is made; the time is the median */
export function peers(rounds: number): Peers {
  return Object.fromEntries(
    Object.entries<Fill>(CONTESTANTS).map(([name, fill]) => [
      name,
      Object.fromEntries(SIZES.map((outputs) => [outputs, costOf(fill, outputs, rounds)])),
    ]),
  );
}

function costOf(fill: Fill, outputs: number, rounds: number): Cost {
  // The first round does not count, because Node.js still compiles the JavaScript during it.
  make(fill, outputs);
  const synthMs = median(Array.from({ length: rounds }, () => make(fill, outputs).ms - make(() => {}, 0).ms));
  const { template, findings } = make(fill, outputs, true);
  return {
    resources: Object.keys(JSON.parse(template).Resources).length,
    bytes: Buffer.byteLength(template),
    synthMs: Math.round(synthMs),
    findings,
  };
}

function make(fill: Fill, outputs: number, judged = false): { template: string; ms: number; findings: number } {
  const outdir = mkdtempSync(path.join(tmpdir(), 'vendor-access-bench-'));
  try {
    const start = process.cpuUsage();
    const app = new App({ outdir, analyticsReporting: false, context: CONTEXT });
    const stack = new Stack(app, STACK, { env: ENV });
    fill(stack, outputs);
    const { templateFullPath } = app.synth().getStackArtifact(stack.artifactId);
    const { user, system } = process.cpuUsage(start);
    return {
      template: readFileSync(templateFullPath, 'utf8'),
      ms: (user + system) / 1000,
      findings: judged ? findingsOf(app) : 0,
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function findingsOf(app: App): number {
  return new AwsSolutionsChecks()
    .validateScope(app)
    .violations.reduce((sum, { violatingResources = [] }) => sum + violatingResources.length, 0);
}

/** CloudFormation's limits of one stack: resources, and bytes of a template (its user guide, "Quotas"). */
const MOST_RESOURCES = 500;
const MOST_BYTES = 1_000_000;

/** The costs as a table to read. An exclamation mark follows what no stack can hold. */
export function peersTable(costs: Peers): string {
  const rows = Object.entries(costs).flatMap(([name, bySize]) =>
    Object.entries(bySize).map(([outputs, { resources, bytes, synthMs, findings }]) => [
      name,
      outputs,
      mark(resources, MOST_RESOURCES),
      mark(bytes, MOST_BYTES),
      String(synthMs),
      String(findings),
    ]),
  );
  return [['', 'outputs', 'resources', 'template bytes', 'synth ms', 'cdk-nag findings'], ...rows]
    .map(([name = '', ...figures]) => name.padEnd(20) + figures.map((figure) => figure.padStart(17)).join(''))
    .join('\n');
}

function mark(figure: number, most: number): string {
  return figure > most ? `${figure}!` : `${figure} `;
}
