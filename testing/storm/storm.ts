import { createHash } from 'node:crypto';
import type { Weather } from '../cloudformation/weather';
import type { Intercept } from '../fake-vendor/exchange';
import { Fault } from '../fault-proxy/fault';
import type { FaultPlan } from '../fault-proxy/fault-plan';
import type { Draw } from './life';

/** How often what goes wrong, from 0 to 1. */
export const ODDS = {
  /** The vendor's answer is lost: half of the times before it has acted, half after. */
  lostAnswer: 0.2,
  vendorBusy: 0.04,
  duplicate: 0.08,
  lateDuplicate: 0.05,
  delayed: 0.04,
  /** An event comes up to five minutes late: a third of the times alone, else again. */
  late: 0.12,
  /** An event comes again up to a minute late, when the next operation has just begun. */
  soonAgain: 0.12,
  dropped: 0.01,
  crash: 0.1,
  redeliveryLost: 0.05,
  responseLost: 0.04,
  responseUnconfirmed: 0.04,
  responseRefused: 0.04,
};

/** What goes wrong, and how often. */
export type Odds = typeof ODDS;

/**
 * What a careful function survives, so that nothing needs an excuse: no event is dropped, and what dies is delivered again
 * and lives, see {@link SurvivableStorm}.
 */
export const SURVIVABLE: Odds = { ...ODDS, dropped: 0, redeliveryLost: 0, late: 0, soonAgain: 0 };

/** Nothing goes wrong by chance. */
export const CALM: Odds = {
  ...ODDS,
  ...Object.fromEntries(Object.keys(ODDS).map((odd) => [odd, 0])),
};

/**
 * Everything that goes wrong by chance, decided by a seed. Each decision has a name of its own and is independent of how
 * many were taken before it, so that two functions meet the same weather.
 */
export class Storm {
  private asked = 0;

  constructor(
    private readonly seed: number,
    private readonly odds: Odds = ODDS,
  ) {}

  /** From 0 to 1. */
  chance(...decision: (string | number)[]): number {
    const digest = createHash('sha1')
      .update(`${this.seed} ${decision.join(' ')}`)
      .digest();
    return digest.readUInt32BE() / 2 ** 32;
  }

  /** A UUID, which says nothing about any other. */
  uuid(...decision: (string | number)[]): string {
    const digits = Math.floor(this.chance(...decision) * 2 ** 32).toString(16);
    return `${digits.padStart(8, '0')}-0000-4000-8000-000000000000`;
  }

  /** What goes wrong between CloudFormation and the function. */
  weather(): Weather {
    const { odds } = this;
    const effects = new Map<string, number>();
    return {
      deliveries: ({ RequestId }) => {
        const roll = this.pick(
          ['deliveries', RequestId],
          odds.dropped,
          odds.duplicate,
          odds.lateDuplicate,
          odds.delayed,
          odds.late / 3,
          (odds.late * 2) / 3,
          odds.soonAgain,
        );
        const time = this.chance('delivered at', RequestId);
        const late = time * 300_000;
        return (
          [[], [0, time * 5_000], [0, time * 3_600_000], [time * 900_000], [late], [0, late], [0, time * 60_000]][
            roll
          ] ?? [0]
        );
      },
      dies: ({ RequestId }, delivery) => {
        const dies = this.chance('crash', RequestId, delivery) < odds.crash;
        return dies ? Math.floor(this.chance('crash at', RequestId, delivery) * 28) : undefined;
      },
      redelivers: ({ RequestId }, delivery) => this.chance('redelivery', RequestId, delivery) >= odds.redeliveryLost,
      latency: ({ RequestId }) => {
        const effect = (effects.get(RequestId) ?? 0) + 1;
        effects.set(RequestId, effect);
        return this.chance('latency', RequestId, effect) ** 4 * 6_000;
      },
      answers: ({ RequestId }, attempt) => {
        const { responseLost, responseUnconfirmed, responseRefused } = odds;
        const roll = this.pick(['answer', RequestId, attempt], responseLost, responseUnconfirmed, responseRefused);
        return (['lost', 'unconfirmed', 503] as const)[roll];
      },
    };
  }

  /** What goes wrong between the function and the vendor, as a fake does it. */
  intercept(): Intercept {
    return () => (['drop-before', 'drop-after', { status: 503 }] as const)[this.atVendor()];
  }

  /** The same as {@link intercept}, as a fault proxy does it. */
  plan(): FaultPlan {
    const faults = [Fault.reset('start'), Fault.reset('start', { acted: true }), Fault.reply(503)];
    return () => faults[this.atVendor()];
  }

  /** A number of a sequence that this seed decides, for a life. */
  draw(): Draw {
    let drawn = 0;
    return (least, most) => least + Math.floor(this.chance('life', ++drawn) * (most - least + 1));
  }

  private atVendor(): number {
    const { lostAnswer, vendorBusy } = this.odds;
    return this.pick(['vendor', ++this.asked], lostAnswer / 2, lostAnswer / 2, vendorBusy);
  }

  /** The number of the odds that came up; past the last, if none did. */
  private pick(decision: (string | number)[], ...odds: number[]): number {
    let roll = this.chance(...decision);
    const index = odds.findIndex((odd) => {
      roll -= odd;
      return roll < 0;
    });
    return index < 0 ? odds.length : index;
  }
}

/** A storm in which a function dies in the first delivery of an event, or not at all. */
export class SurvivableStorm extends Storm {
  constructor(seed: number, odds: Odds = SURVIVABLE) {
    super(seed, odds);
  }

  override weather(): Weather {
    const weather = super.weather();
    const { dies } = weather;
    return { ...weather, dies: (event, delivery) => (delivery === 1 ? dies?.(event, delivery) : undefined) };
  }
}
