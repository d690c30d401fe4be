import { type Told, UNTOLD } from '../../../lib/validation/told';

const TABLE = { outputName: 'name', acl: 'acl', bucketName: UNTOLD } as const;

/** What tsc says of these is the test: an error that is expected and not there is an error of `npm run lint`. */
const whole = { name: undefined, acl: 'PRIVATE' } satisfies Told<typeof TABLE>;

// @ts-expect-error: G11 a prop that the table names, and the body leaves out
const lacking = { name: 'a' } satisfies Told<typeof TABLE>;

// @ts-expect-error: G11 a member that comes from no prop
const more = { name: 'a', acl: 'PRIVATE', bucketName: 'b' } satisfies Told<typeof TABLE>;

it('G11 a body has the members that its table of props names, or does not compile', () => {
  expect([whole, lacking, more].map((body) => Object.keys(body))).toEqual([
    ['name', 'acl'],
    ['name'],
    ['name', 'acl', 'bucketName'],
  ]);
});
