import {
  decideSetting,
  type EndView,
  endOf,
  type SettingStep,
  type SettingView,
  says,
} from '../../../handlers/registration/decide-setting';

const VIEW: SettingView = {
  now: {},
  wanted: { bucket: { name: 'ours' } },
  written: {},
  givenBack: {},
  cleared: { bucket: null },
  mayTakeOver: false,
  rollingBack: false,
};
const OURS = { bucket: { name: 'ours' } };
const OLD = { bucket: { name: 'old' } };
const THEIRS = { bucket: { name: 'theirs', key: 'k' } };
const FORM: Partial<SettingView> = {
  wanted: { name: 'Ours', url: 'u', on: true },
  cleared: { name: 'None', on: false },
};

const WRITE_OURS: SettingStep = { do: 'write', members: OURS };

it.each<[string, Partial<SettingView>, SettingStep]>([
  ['nothing is set: ours is written', {}, WRITE_OURS],
  ['nothing is set, and null says so', { now: { bucket: null } }, WRITE_OURS],
  ['nothing is set, and an empty text says so', { now: { bucket: '' } }, WRITE_OURS],
  ['nothing is set, and an empty map says so', { now: { bucket: {} } }, WRITE_OURS],
  ['it says what we want: an earlier try, or a duplicate', { now: OURS }, { do: 'keep' }],
  ['it says that, and what the vendor adds', { now: { bucket: { name: 'ours', on: true } } }, { do: 'keep' }],
  ['it says what we wrote before: in place', { now: OLD, written: OLD }, WRITE_OURS],
  ['a rollback finds what failed', { now: OLD, written: OLD, rollingBack: true }, WRITE_OURS],
  ['a rollback finds what was', { now: OURS, written: OLD, rollingBack: true }, { do: 'keep' }],
  ['it is a stranger’s', { now: THEIRS }, { do: 'refuse', members: ['bucket'] }],
  ['somebody changed ours', { now: THEIRS, written: OLD }, { do: 'refuse', members: ['bucket'] }],
  ['somebody cleared ours', { written: OLD }, WRITE_OURS],
  ['a stranger’s, in a rollback, which must not fail', { now: THEIRS, rollingBack: true }, { do: 'leave' }],
  ['a stranger’s, and we are told', { now: THEIRS, mayTakeOver: true }, { ...WRITE_OURS, takenOver: THEIRS }],
  ['free, and we are told: nothing to remember', { mayTakeOver: true }, WRITE_OURS],
  ['ours, and we are told: nothing to remember', { now: OLD, written: OLD, mayTakeOver: true }, WRITE_OURS],
  [
    'a member that is new is a stranger’s, beside one of ours',
    { now: { a: '1', b: 'x' }, wanted: { a: '1', b: '2' }, written: { a: '1' }, cleared: { a: null, b: null } },
    { do: 'refuse', members: ['b'] },
  ],
  [
    'a member is wanted no more: it is given back in the same write',
    { now: { a: '1', b: '2' }, wanted: { a: '1' }, written: { a: '1', b: '2' }, givenBack: { b: null } },
    { do: 'write', members: { a: '1', b: null } },
  ],
  [
    'a member is wanted no more, and was changed meanwhile: it stays',
    { now: { a: '1', b: 'x' }, wanted: { a: '1' }, written: { a: '1', b: '2' }, givenBack: { b: null } },
    { do: 'keep' },
  ],
  ['off is free, whatever else was left there', { ...FORM, now: { url: 'former', on: false } }, formWrite()],
  ['off as text is off', { ...FORM, now: { name: 'None', url: 'former', on: 'false' } }, formWrite()],
  [
    'off under a stranger’s name is a stranger’s',
    { ...FORM, now: { name: 'Theirs', url: 'former', on: false } },
    { do: 'refuse', members: ['name', 'url'] },
  ],
  [
    'on at a stranger’s place is a stranger’s, though on is what we want',
    { ...FORM, now: { name: 'Ours', url: 'theirs', on: true } },
    { do: 'refuse', members: ['url'] },
  ],
  [
    'what is remembered is all that a stranger’s members said, and not what was empty',
    { ...FORM, now: { name: '', url: 'theirs', on: true }, mayTakeOver: true },
    { ...formWrite(), takenOver: { url: 'theirs', on: true } },
  ],
])('%s', (_, view, step) => {
  expect(decideSetting({ ...VIEW, ...view })).toEqual(step);
});

function formWrite(): Extract<SettingStep, { do: 'write' }> {
  return { do: 'write', members: { name: 'Ours', url: 'u', on: true } };
}

it.each<[string, Partial<EndView>, ReturnType<typeof endOf>]>([
  ['nothing was there before: it is cleared', {}, undefined],
  ['a stranger’s was there before: it is put back', { before: THEIRS }, THEIRS],
  [
    'what was empty before is cleared beside what is put back',
    { ours: { a: '1', b: '2' }, cleared: { a: null, b: null }, before: { a: 'x' } },
    { a: 'x', b: null },
  ],
  [
    'what was remembered of a member that the stack sets no more is not put back',
    { before: { other: 'x' } },
    undefined,
  ],
  ['what a cleared setting says of other members is not said', { before: THEIRS, cleared: { other: null } }, THEIRS],
])('at the end: %s', (_, view, members) => {
  expect(endOf({ ours: OURS, before: {}, cleared: { bucket: null }, ...view })).toEqual(members);
});

it.each<[unknown, unknown, boolean]>([
  [1, '1', true],
  ['true', true, true],
  [null, undefined, true],
  [[], '', true],
  [0, null, false],
  [false, null, false],
  [['a', 'b'], ['a'], false],
  [[{ a: 1, b: 2 }], [{ a: 1 }], true],
  ['a', ['a'], false],
  [['a'], 'a', false],
  [{ a: 1 }, '[object Object]', false],
  [[1], { 0: 1 }, false],
])('%j says all that %j says: %s', (now, other, expected) => {
  expect(says(now, other)).toBe(expected);
});
