import { adoptedId, ownId } from '../../../handlers/custom-resource/physical-id';
import {
  type Attempt,
  BEFORE_FIRST_POST,
  decide,
  inScope,
  type Needs,
  type Scope,
  superfluous,
} from '../../../handlers/registration/decide';
import { Failure } from '../../../handlers/runtime/errors';
import type { Recovery } from '../../../handlers/vendor-api/ownership';

const record = (id: string) => ({ id, createdAt: '', json: {} });
const mine = record('mine');
const theirs = record('theirs');
const failure = new Failure('the last post failed');

/** A post of ours whose answer was lost: the vendor may have made a record. */
const lost: Partial<Attempt> = { failure, mayHaveActed: true, looks: 1 };
/** A post that the vendor refused because the record is there already. */
const taken: Partial<Attempt> = { failure, taken: true, mayPostAgain: false, looks: 1 };

type DecideRow = readonly [
  rule: string,
  ours: readonly (typeof mine)[],
  attempt: Partial<Attempt>,
  canRecover: Recovery,
  step: object,
];

const CREATE: readonly DecideRow[] = [
  // Look, post, look.
  ['nothing is there before the first post: create', [], {}, 'at any time', { do: 'create' }],
  [
    'an earlier try of this request posted a record: keep it, contested',
    [theirs],
    {},
    'at any time',
    { do: 'keep', record: theirs, posted: false, mayHaveTwin: false, contested: true },
  ],
  [
    'our post made the only record: keep it',
    [mine],
    { posted: mine },
    'at any time',
    { do: 'keep', record: mine, posted: true, mayHaveTwin: false, contested: false },
  ],
  [
    'A7 the list lags behind our post: keep it, and look on, as the list may hide another try’s post, too',
    [],
    { posted: mine },
    'at any time',
    { do: 'keep', record: mine, posted: true, mayHaveTwin: true, contested: true },
  ],
  [
    'another try posted too, and ours is the earliest: keep ours, contested',
    [mine, theirs],
    { posted: mine },
    'at any time',
    { do: 'keep', record: mine, posted: true, mayHaveTwin: false, contested: true },
  ],
  [
    'another try posted too, and theirs is the earliest: keep theirs, discard ours',
    [theirs, mine],
    { posted: mine },
    'at any time',
    { do: 'keep', record: theirs, posted: false, mayHaveTwin: false, contested: true, discard: mine },
  ],
  [
    'the list names our record otherwise than the Location: keep it by the list’s name',
    [record('listed')],
    { posted: mine, readBack: record('listed') },
    'at any time',
    { do: 'keep', record: record('listed'), posted: true, mayHaveTwin: false, contested: false },
  ],
  [
    'A7 an answer was lost before our post made a record: keep it, and look on for the other',
    [mine],
    { posted: mine, mayHaveActed: true },
    'at any time',
    { do: 'keep', record: mine, posted: true, mayHaveTwin: true, contested: true },
  ],
  // What a lost answer asks for.
  ['an answer was lost, and one look found nothing: look again', [], lost, 'at any time', { do: 'look again' }],
  [
    'an answer was lost, and a look finds the record: keep it, contested',
    [theirs],
    lost,
    'at any time',
    { do: 'keep', record: theirs, posted: false, mayHaveTwin: true, contested: true },
  ],
  ['two looks found nothing: post again', [], { ...lost, looks: 2 }, 'at any time', { do: 'create' }],
  [
    'no time is left for another look: post again if that is of use',
    [],
    { ...lost, spent: true },
    'at any time',
    { do: 'create' },
  ],
  [
    'no time is left at all: give up',
    [],
    { ...lost, spent: true, mayPostAgain: false },
    'at any time',
    { do: 'give up', failure },
  ],
  [
    'the vendor will make the record: look until the time is over',
    [],
    { ...lost, accepted: true, looks: 20 },
    'at any time',
    { do: 'look again' },
  ],
  [
    'the vendor will make the record, and the time is over: give up, no second post',
    [],
    { ...lost, accepted: true, looks: 20, spent: true },
    'at any time',
    { do: 'give up', failure },
  ],
  [
    'an answer was lost, and no other post follows: look until the time is over',
    [],
    { ...lost, taken: true, mayPostAgain: false, looks: 20 },
    'at any time',
    { do: 'look again' },
  ],
  // What a refusal asks for.
  ['a rate limit is over: post again', [], { failure, looks: 1 }, 'at any time', { do: 'create' }],
  ['"taken", and one look found nothing: look again', [], taken, 'at any time', { do: 'look again' }],
  [
    '"taken", and two looks found nothing: give up',
    [],
    { ...taken, looks: 2 },
    'at any time',
    { do: 'give up', failure },
  ],
  // What can be found at once only, or never.
  [
    'others may have the key: the record that is there at once after our lost post is ours, as posted',
    [theirs],
    lost,
    'at once',
    { do: 'keep', record: theirs, posted: true, mayHaveTwin: true, contested: true },
  ],
  [
    'others may have the key, and nothing is there at once: give up, no second post',
    [],
    lost,
    'at once',
    { do: 'give up', failure },
  ],
  [
    'records carry nothing of ours: a lost answer is given up, no second post',
    [],
    lost,
    'never',
    { do: 'give up', failure },
  ],
  [
    'records carry nothing of ours, and the vendor did nothing: post again',
    [],
    { failure, looks: 1 },
    'never',
    { do: 'create' },
  ],
  [
    'records carry nothing of ours, and the vendor gave one: keep it',
    [],
    { posted: mine },
    'never',
    { do: 'keep', record: mine, posted: true, mayHaveTwin: false, contested: false },
  ],
];

it.each(CREATE)('%s', (_rule, ours, attempt, canRecover, step) => {
  expect(decide(ours, { ...BEFORE_FIRST_POST, ...attempt }, canRecover)).toEqual(step);
});

const own = (id: string) => ownId({ identity: 'I'.repeat(14), request: 'Q'.repeat(14) }, id);
const IDLE = { updating: false, stackGoing: false };
const UPDATING = { updating: true, stackGoing: false };
const GOING = { updating: false, stackGoing: true };

type SuperfluousRow = readonly [rule: string, needs: Needs, stays: readonly string[]];

/** Of the records a, b and c. */
const CLEAN_UP: readonly SuperfluousRow[] = [
  ['what CloudFormation has recorded stays', { stack: { ...IDLE, recorded: own('a') }, past: [] }, ['a']],
  ['CloudFormation has recorded nothing: all go', { stack: { ...IDLE, recorded: null }, past: [] }, []],
  ['CloudFormation is silent: all stay', { stack: { ...IDLE, recorded: undefined }, past: [] }, ['a', 'b', 'c']],
  ['CloudFormation is silent, and the stack goes: all go', { stack: { ...GOING, recorded: undefined }, past: [] }, []],
  [
    'during an update all that CloudFormation had recorded before stays',
    { stack: { ...UPDATING, recorded: own('a') }, past: [own('b')] },
    ['a', 'b'],
  ],
  [
    'during an update, where the events do not tell what was recorded, all stay',
    { stack: { ...UPDATING, recorded: own('a') }, past: undefined },
    ['a', 'b', 'c'],
  ],
  [
    'after a rollback what the failed update had recorded may go',
    { stack: { ...UPDATING, recorded: own('a') }, past: [own('b')], pastMayGo: true },
    ['a'],
  ],
  [
    'outside an update what CloudFormation had recorded before goes',
    { stack: { ...IDLE, recorded: own('a') }, past: [own('b')] },
    ['a'],
  ],
  [
    'A19 where replaced records are kept, what CloudFormation once recorded stays',
    { stack: { ...IDLE, recorded: own('a') }, past: [own('b')], keepsReplaced: true },
    ['a', 'b'],
  ],
  [
    'A19 where replaced records are kept, what CloudFormation never recorded goes, after a rollback, too',
    { stack: { ...UPDATING, recorded: own('a') }, past: [own('b')], pastMayGo: true, keepsReplaced: true },
    ['a', 'b'],
  ],
  [
    'A19 where replaced records are kept, and the events do not tell what was recorded, all stay',
    { stack: { ...GOING, recorded: undefined }, past: undefined, keepsReplaced: true },
    ['a', 'b', 'c'],
  ],
  ['what the resource once adopted stays', { stack: { ...IDLE, recorded: null }, past: [adoptedId('c')] }, ['c']],
  [
    'what the resource once adopted stays, although the stack goes and CloudFormation is silent',
    { stack: { ...GOING, recorded: undefined }, past: [adoptedId('c')] },
    ['c'],
  ],
  [
    'what the request names stays in any case',
    { stack: { ...IDLE, recorded: null }, past: [], keep: ['b', undefined] },
    ['b'],
  ],
  [
    'an id of CloudFormation’s own invention names no record',
    { stack: { ...IDLE, recorded: 'Stack-Resource-1ABC' }, past: ['Stack-Resource-1ABC'] },
    [],
  ],
];

it.each(CLEAN_UP)('%s', (_rule, needs, stays) => {
  const records = ['a', 'b', 'c'].map(record);
  const gone = superfluous(records, needs).map(({ id }) => id);
  expect(['a', 'b', 'c'].filter((id) => !gone.includes(id))).toEqual(stays);
});

const MARKER = { resource: 'R', identity: 'I', request: 'Q' };
const SCOPES: readonly (readonly [rule: string, scope: Scope, holds: boolean])[] = [
  ['a request’s clean-up touches what it posted', { of: 'request', request: 'Q' }, true],
  ['a request’s clean-up leaves what another request posted', { of: 'request', request: 'other' }, false],
  ['where replaced records stay, a clean-up touches the identity that failed', { of: 'identity', identity: 'I' }, true],
  ['where replaced records stay, a clean-up leaves other identities', { of: 'identity', identity: 'other' }, false],
  ['the resource’s clean-up touches all of its records', { of: 'resource' }, true],
];

it.each(SCOPES)('%s', (_rule, scope, holds) => {
  expect(inScope(scope, MARKER)).toBe(holds);
});
