import type { Deed } from '../../testing/storm/life';
import { ODDS, type Odds } from '../../testing/storm/storm';
import type { History } from './history';

/** A history that once ended badly, and what went wrong in it. */
export interface OnceFailed {
  readonly name: string;
  readonly history: History;
  /** The odds of the time in which it was found, where those differ from the others' of its list. */
  readonly odds?: Partial<Odds>;
}

const deploy = (outputs: Deed['outputs'], settles: boolean, disturbed?: Deed['disturbed']): Deed => ({
  does: 'deploy',
  outputs,
  settles,
  ...(disturbed ? { disturbed } : {}),
});
const remove = (settles: boolean): Deed => ({ does: 'delete', outputs: { Main: 1 }, settles });

/** The odds of the time in which they were found, where those differ. */
export const ONCE_FAILED_ODDS: Odds = { ...ODDS, late: 0, soonAgain: 0 };

/** Found by random histories, and kept for ever. */
export const ONCE_FAILED: readonly OnceFailed[] = [
  {
    name: 'two tries at once post within one second, and the vendor tells no time between them',
    history: {
      weather: 1171156237,
      deeds: [
        deploy({ Main: 2, Other: 2 }, true, { after: 4_790, by: 'neighbour' }),
        deploy({ Main: 2, Other: 2 }, true, { after: 904, by: 'neighbour' }),
        deploy({ Main: 1, Other: 3 }, true),
        deploy({ Main: 2, Other: 1 }, true, { after: 169_373, by: 'neighbour' }),
      ],
    },
  },
  {
    name: 'a try asks how the stack is after another was answered, and what is recorded before',
    history: { weather: 802506242, deeds: [deploy({ Main: 2 }, true)] },
  },
  {
    name: 'the same, with a neighbour that fails first',
    history: {
      weather: 1496693061,
      deeds: [
        deploy({ Main: 1, Other: 2 }, false, { after: 3_216, by: 'neighbour' }),
        deploy({ Main: 1 }, true, { after: 6_238, by: 'cancel' }),
        deploy({ Main: 2, Other: 1 }, true),
        deploy({ Main: 1, Other: 2 }, false),
      ],
    },
  },
  {
    name: 'a create comes again while an update that replaced its record is rolled back to it',
    history: {
      weather: 2147483634,
      deeds: [
        deploy({ Main: 1, Other: 2 }, true, { after: 6_356, by: 'neighbour' }),
        deploy({ Main: 3 }, false, { after: 87_034, by: 'neighbour' }),
        remove(true),
        deploy({ Main: 2 }, false),
        deploy({ Main: 1 }, false, { after: 39_611, by: 'cancel' }),
      ],
    },
  },
  {
    name: 'an update is cancelled in the second in which it was sent, and runs on in the rollback',
    history: {
      weather: 1234721556,
      deeds: [
        deploy({ Main: 2, Other: 3 }, true, { after: 1_152_417, by: 'cancel' }),
        deploy({ Main: 1 }, false, { after: 1_980, by: 'neighbour' }),
        deploy({ Main: 2 }, false),
        deploy({ Main: 3, Other: 2 }, true, { after: 49_844, by: 'delete' }),
        deploy({ Main: 3, Other: 1 }, true, { after: 1, by: 'cancel' }),
      ],
    },
  },
  {
    name: 'an update begins before its stack rolls back, in the same second',
    history: {
      weather: 1896911871,
      deeds: [
        deploy({ Main: 2, Other: 2 }, true),
        deploy({ Main: 1 }, true, { after: 14, by: 'neighbour' }),
        deploy({ Main: 1, Other: 1 }, true, { after: 7, by: 'cancel' }),
      ],
    },
  },
  {
    name: 'the same, and its post is lost',
    history: {
      weather: 728042757,
      deeds: [
        deploy({ Main: 1, Other: 2 }, true, { after: 8_553, by: 'neighbour' }),
        deploy({ Main: 2, Other: 1 }, false),
        deploy({ Main: 1, Other: 3 }, true, { after: 257, by: 'cancel' }),
        deploy({ Main: 1, Other: 3 }, true, { after: 1_370, by: 'cancel' }),
      ],
    },
  },
];
