import type { SimulatedStack } from '../cloudformation/simulated-stack';
import type { StackStatus } from '../cloudformation/template';
import { faultsOf, leakedSecrets } from './judge';
import { type Stage, statusOf } from './stage';

/** One trial of a vendor's description. */
export interface Trial {
  readonly name: string;
  /** Whether the report has a row for the trial. Default: it has. */
  readonly concerns?: (stage: Stage) => boolean;
  /** Why the trial cannot run; undefined where it can. */
  readonly lacks?: (stage: Stage) => string | undefined;
  /**
   * Runs the trial, and reports its faults.
   *
   * @param turn the number of earlier runs
   * @returns true to run once more, on another stage
   */
  readonly run: (stage: Stage, found: Findings, turn: number) => Promise<unknown>;
}

/** The faults that a trial has found so far. */
export class Findings {
  readonly all: string[] = [];
  #where = '';

  /** Names the situation of the faults that are found from now on. */
  at(where: string): void {
    this.#where = `${where}: `;
  }

  /** @param wrong the fault that is reported where `so` is false */
  expect(so: boolean, wrong: string): void {
    const said = `${this.#where}${wrong}`;
    if (!so && !this.all.includes(said)) {
      this.all.push(said);
    }
  }

  /** Expects a stack's status, and no fault in the records. */
  expectStatus(stage: Stage, stack: SimulatedStack, status: StackStatus): void {
    this.expectStatusAlone(stack, status);
    this.expectOrder(stage);
  }

  /** Expects the status of a call's stack, and that no secret was told. */
  expectCall(stage: Stage, stack: SimulatedStack, status: StackStatus): void {
    this.expectStatusAlone(stack, status);
    for (const wrong of leakedSecrets(stage)) {
      this.expect(false, wrong);
    }
  }

  /** Expects a stack's status, whatever the vendor holds. */
  expectStatusAlone(stack: SimulatedStack, status: StackStatus): void {
    this.expect(stack.status === status, statusOf(stack, status));
  }

  /** Expects that the vendor holds the records of the stacks and no others. */
  expectOrder(stage: Stage): void {
    for (const wrong of faultsOf(stage)) {
      this.expect(false, wrong);
    }
  }

  /** Expects a number of our records at the vendor; disabled records do not count. */
  expectHeld(stage: Stage, count: number, tenant?: string): void {
    const held = stage.enabled(tenant);
    this.expect(held.length === count, `the vendor holds ${held.length} records of ours, where ${count} were due`);
  }
}
