import type { Weather } from '../../testing';
import { ODDS, type Odds, Storm } from '../histories/storm';

/**
 * What goes wrong in the duel. What nobody can survive does not occur, so that nothing needs an excuse: no event is
 * dropped, and what dies is delivered again and lives.
 */
export const STORMY: Odds = { ...ODDS, dropped: 0, redeliveryLost: 0, late: 0 };

/** A storm in which a function dies in the first delivery of an event, or not at all. */
export class DuelStorm extends Storm {
  override weather(): Weather {
    const weather = super.weather();
    const { dies } = weather;
    return { ...weather, dies: (event, delivery) => (delivery === 1 ? dies?.(event, delivery) : undefined) };
  }
}
