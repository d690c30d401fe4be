import { ODDS, type Odds } from '../../testing/storm/storm';
import type { OnceFailed } from './once-failed';

/** The odds of the time in which they were found, where those differ. */
export const FOUND_BY_CHANCE_ODDS: Odds = { ...ODDS, soonAgain: 0 };

/** Found by random histories; the number in a name is the fault's. */
export const FOUND_BY_CHANCE: readonly OnceFailed[] = [
  {
    name: "A1 an Update of a shared key's record, tried twice in a rollback",
    history: {
      weather: 1936050053,
      kind: 'shared key, adopt',
      lag: 7197,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 2, Other: 1 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 200759, by: 'neighbour' },
          settles: true,
          outputs: { Main: 1, Other: 5 },
          pause: 2,
        },
        {
          does: 'delete',
          disturbed: { after: 8013, by: 'neighbour' },
          settles: false,
          outputs: { Main: 2 },
          pause: 146742,
        },
        { does: 'deploy', disturbed: { after: 10947, by: 'cancel' }, settles: true, outputs: { Main: 3 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 6304, by: 'cancel' },
          settles: false,
          outputs: { Main: 1, Other: 2 },
          pause: 0,
        },
        {
          does: 'deploy',
          disturbed: { after: 8026, by: 'neighbour' },
          settles: false,
          outputs: { Main: 1, Other: 1 },
          pause: 184895,
        },
      ],
    },
  },
  {
    name: 'A1 an Update of a kept record, tried twice in a rollback',
    history: {
      weather: 276930408,
      kind: 'retained',
      lag: 0,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 4, Other: 2 }, pause: 106656 },
        {
          does: 'deploy',
          disturbed: { after: 7704, by: 'delete' },
          settles: true,
          outputs: { Main: 1, Other: 1 },
          pause: 0,
        },
        {
          does: 'delete',
          disturbed: { after: 9121, by: 'cancel' },
          settles: false,
          outputs: { Main: 4, Other: 5 },
          pause: 55408,
        },
        { does: 'deploy', disturbed: { after: 51850, by: 'neighbour' }, settles: true, outputs: { Main: 2, Other: 5 } },
      ],
    },
  },
  {
    name: 'A2 an Update from an adopted record to one of our own, and the stack is deleted at once',
    history: {
      weather: 831983602,
      kind: 'adopted',
      lag: 0,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 1, Other: 2 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 16, by: 'delete' },
          settles: false,
          outputs: { Main: 4, Other: 3 },
          pause: 221120,
        },
        {
          does: 'delete',
          disturbed: { after: 106890, by: 'delete' },
          settles: true,
          outputs: { Main: 1, Other: 3 },
          pause: 0,
        },
      ],
    },
  },
  {
    name: 'A2 an Update that replaces, killed and repeated in a rollback that first failed',
    history: {
      weather: 2147483620,
      kind: 'replaced',
      lag: 0,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 1, Other: 3 } },
        {
          does: 'deploy',
          disturbed: { after: 841450, by: 'neighbour' },
          settles: false,
          outputs: { Main: 3, Other: 2 },
          pause: 265762,
        },
        { does: 'deploy', disturbed: { after: 866, by: 'neighbour' }, settles: true, outputs: { Main: 1, Other: 1 } },
        {
          does: 'deploy',
          disturbed: { after: 294, by: 'neighbour' },
          settles: true,
          outputs: { Main: 5, Other: 2 },
          pause: 0,
        },
        {
          does: 'deploy',
          disturbed: { after: 10341, by: 'neighbour' },
          settles: true,
          outputs: { Main: 1, Other: 5 },
          pause: 148019,
        },
        { does: 'deploy', settles: true, outputs: { Main: 1, Other: 2 }, pause: 285001 },
      ],
    },
  },
  {
    name: "A2 an Update from a stranger's key to one of our own",
    history: {
      weather: 2147483637,
      kind: 'shared key, adopt',
      lag: 0,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 1, Other: 5 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 81, by: 'cancel' },
          settles: false,
          outputs: { Main: 3, Other: 3 },
          pause: 0,
        },
        {
          does: 'deploy',
          disturbed: { after: 8669, by: 'delete' },
          settles: false,
          outputs: { Main: 2, Other: 4 },
          pause: 0,
        },
        {
          does: 'deploy',
          disturbed: { after: 1671, by: 'neighbour' },
          settles: false,
          outputs: { Main: 2, Other: 5 },
          pause: 0,
        },
        {
          does: 'delete',
          disturbed: { after: 4720, by: 'cancel' },
          settles: true,
          outputs: { Main: 5, Other: 1 },
          pause: 287829,
        },
      ],
    },
  },
  {
    name: 'A7 two tries at once post, and the list lags',
    history: {
      weather: 450806947,
      kind: 'retained',
      lag: 2757,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 1 } },
        {
          does: 'deploy',
          disturbed: { after: 113122, by: 'delete' },
          settles: false,
          outputs: { Main: 4, Other: 4 },
          pause: 262483,
        },
        {
          does: 'delete',
          disturbed: { after: 104307, by: 'delete' },
          settles: true,
          outputs: { Main: 2, Other: 1 },
          pause: 0,
        },
      ],
    },
  },
  {
    name: 'A19 RETAIN: a record that CloudFormation never knew stays',
    history: {
      weather: 228448836,
      kind: 'retained',
      lag: 0,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 2, Other: 5 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 136, by: 'delete' },
          settles: false,
          outputs: { Main: 3, Other: 1 },
          pause: 0,
        },
        {
          does: 'deploy',
          disturbed: { after: 7768, by: 'delete' },
          settles: false,
          outputs: { Main: 4, Other: 3 },
          pause: 0,
        },
      ],
    },
  },
  {
    name: 'A19 RETAIN: a record that was to be kept goes',
    history: {
      weather: 1697900120,
      kind: 'retained',
      lag: 4498,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 3 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 30560, by: 'delete' },
          settles: false,
          outputs: { Main: 2, Other: 4 },
          pause: 0,
        },
        {
          does: 'deploy',
          disturbed: { after: 4086, by: 'neighbour' },
          settles: true,
          outputs: { Main: 5, Other: 3 },
          pause: 0,
        },
        {
          does: 'deploy',
          disturbed: { after: 4248, by: 'neighbour' },
          settles: true,
          outputs: { Main: 2, Other: 3 },
          pause: 17640,
        },
        {
          does: 'deploy',
          disturbed: { after: 65634, by: 'neighbour' },
          settles: true,
          outputs: { Main: 4, Other: 4 },
          pause: 0,
        },
      ],
    },
  },
  {
    name: 'a list that lags shows a record of the deploy before, which its rollback has removed',
    history: {
      weather: 1900769308,
      kind: 'own key',
      lag: 6904,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 1, Other: 1 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 58013, by: 'delete' },
          settles: false,
          outputs: { Main: 1, Other: 5 },
          pause: 58942,
        },
        { does: 'deploy', settles: true, outputs: { Main: 4, Other: 4 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 1135620, by: 'delete' },
          settles: false,
          outputs: { Main: 1, Other: 4 },
          pause: 0,
        },
      ],
    },
  },
  {
    name: 'a list that lags shows the record of a stack that has just been deleted',
    history: {
      weather: 770271778,
      kind: 'shared key, adopt',
      lag: 6899,
      deeds: [
        {
          does: 'deploy',
          disturbed: { after: 782226, by: 'delete' },
          settles: true,
          outputs: { Main: 3, Other: 3 },
          pause: 0,
        },
        { does: 'deploy', settles: true, outputs: { Main: 1, Other: 5 }, pause: 0 },
        {
          does: 'delete',
          disturbed: { after: 11615, by: 'neighbour' },
          settles: false,
          outputs: { Main: 1, Other: 2 },
          pause: 0,
        },
        { does: 'delete', settles: false, outputs: { Main: 3, Other: 2 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 2318, by: 'delete' },
          settles: true,
          outputs: { Main: 2, Other: 2 },
          pause: 0,
        },
      ],
    },
  },
  {
    name: 'the Delete of a cancelled Create finds one of two records',
    history: {
      weather: 260015857,
      kind: 'replaced',
      lag: 6772,
      deeds: [
        { does: 'deploy', disturbed: { after: 4500, by: 'delete' }, settles: true, outputs: { Main: 1 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 4518, by: 'cancel' },
          settles: true,
          outputs: { Main: 2, Other: 3 },
          pause: 0,
        },
      ],
    },
  },
  {
    name: 'a call is repeated until the stack has rolled back',
    history: {
      weather: 839518010,
      kind: 'call',
      lag: 0,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 3, Other: 3 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 81472, by: 'neighbour' },
          settles: false,
          outputs: { Main: 2, Other: 2 },
        },
        {
          does: 'deploy',
          disturbed: { after: 11080, by: 'neighbour' },
          settles: true,
          outputs: { Main: 4, Other: 5 },
          pause: 107425,
        },
        {
          does: 'delete',
          disturbed: { after: 10948, by: 'delete' },
          settles: true,
          outputs: { Main: 1, Other: 5 },
          pause: 0,
        },
        {
          does: 'deploy',
          disturbed: { after: 1488206, by: 'neighbour' },
          settles: true,
          outputs: { Main: 1, Other: 1 },
          pause: 85340,
        },
      ],
    },
  },
  {
    name: 'A3 the call from before is lost, and a later update does not touch the call',
    history: {
      weather: 1701926904,
      kind: 'call',
      lag: 0,
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 3, Other: 3 }, pause: 0 },
        { does: 'deploy', settles: true, outputs: { Main: 1, Other: 3 }, pause: 0 },
        { does: 'deploy', settles: false, outputs: { Main: 1, Other: 2 }, pause: 0 },
        { does: 'deploy', settles: true, outputs: { Main: 4, Other: 2 }, pause: 0 },
        { does: 'deploy', disturbed: { after: 3364, by: 'delete' }, settles: false, outputs: { Main: 1 } },
        {
          does: 'deploy',
          disturbed: { after: 3543, by: 'neighbour' },
          settles: false,
          outputs: { Main: 4, Other: 2 },
          pause: 0,
        },
      ],
    },
  },
  {
    name: 'A3 a second delivery writes late, and the next deploy replaces the record',
    history: {
      weather: 1041518699,
      kind: 'own key',
      lag: 2011,
      shownAfter: 0,
      eventProperties: 'absent',
      deeds: [
        { does: 'deploy', settles: true, outputs: { Main: 2 }, pause: 0, rotates: true },
        {
          does: 'deploy',
          disturbed: { after: 75093, by: 'neighbour' },
          settles: false,
          outputs: { Main: 1 },
          pause: 0,
          rotates: true,
        },
        { does: 'deploy', settles: false, outputs: { Main: 5, Other: 5 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 7709, by: 'neighbour' },
          settles: false,
          outputs: { Main: 1 },
          rotates: true,
        },
        { does: 'deploy', disturbed: { after: 9370, by: 'delete' }, settles: false, outputs: { Main: 4 }, pause: 0 },
        {
          does: 'deploy',
          disturbed: { after: 85156, by: 'neighbour' },
          settles: false,
          outputs: { Main: 1, Other: 1 },
          pause: 0,
          rotates: true,
        },
      ],
    },
  },
];
