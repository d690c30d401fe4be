import type { SimulatedStack } from '../cloudformation/simulated-stack';
import type { StackStatus } from '../cloudformation/template';
import { disorder } from './judge';
import { type Stage, statusOf } from './stage';

/** One thing that a vendor's description is tried in. */
export interface Trial {
  readonly name: string;
  /** Why there is nothing to try; undefined where there is. */
  readonly lacks?: (stage: Stage) => string | undefined;
  /**
   * Finds what is wrong.
   *
   * @param turn how often it has been run so far
   * @returns true, where it is to be run once more, on another stage
   */
  readonly run: (stage: Stage, found: Findings, turn: number) => Promise<unknown>;
}

/** What a trial has found wrong so far. */
export class Findings {
  readonly all: string[] = [];
  #where = '';

  /** Says of what is found from now on where it was. */
  at(where: string): void {
    this.#where = `${where}: `;
  }

  /** @param wrong says what is wrong, where it is not so */
  expect(so: boolean, wrong: string): void {
    const said = `${this.#where}${wrong}`;
    if (!so && !this.all.includes(said)) {
      this.all.push(said);
    }
  }

  /** The stack should be like this, and everything in order. */
  expectStatus(stage: Stage, stack: SimulatedStack, status: StackStatus): void {
    this.expect(stack.status === status, statusOf(stack, status));
    this.expectOrder(stage);
  }

  /** What the vendor holds should be what the stacks have. */
  expectOrder(stage: Stage): void {
    for (const wrong of disorder(stage)) {
      this.expect(false, wrong);
    }
  }

  /** So many records of ours should be in the vendor's hands, disabled ones not counted. */
  expectHeld(stage: Stage, count: number, tenant?: string): void {
    const held = stage.enabled(tenant);
    this.expect(held.length === count, `the vendor holds ${held.length} records of ours, where ${count} were due`);
  }
}
