import { lifetimesOf } from '../../../handlers/dolby-media/lifetime';

const WEEK = 604_800;
const job = { queue: 600, media: 5_400, margin: 900 };

it('S1.4 the output lives for the queue, the media in real time, and the margin', () => {
  expect(lifetimesOf(job, WEEK)).toEqual({ input: 6_900, output: 6_900 });
});

it('S1.3 the input has a lifetime of its own, where it is known when it has been read', () => {
  expect(lifetimesOf(job, WEEK, 700)).toEqual({ input: 700, output: 6_900 });
});

it('a part of a second is a second', () => {
  expect(lifetimesOf({ queue: 0, media: 59.94, margin: 0 }, WEEK, 1.5)).toEqual({ input: 2, output: 60 });
});

it('S1.5 seven days are given, and a second more is refused and not shortened', () => {
  const long = { queue: 0, margin: 0 };
  expect(lifetimesOf({ ...long, media: WEEK }, WEEK)).toMatchObject({ output: WEEK });
  expect(() => lifetimesOf({ ...long, media: WEEK + 1 }, 2 * WEEK)).toThrow(
    'The lifetime 604801 (queueSeconds 0 + mediaSeconds 604801 + marginSeconds 0) is more than the 604800 s of a URL ' +
      "signed by a user's key (7 days): cut the media, or name the objects in-line, with the key, which does not end so soon.",
  );
});

it("S1.5 what the stack's limit does not give is refused, and says whose limit it is", () => {
  expect(() => lifetimesOf(job, 3_600)).toThrow(
    "is more than the 3600 s of the stack's maxUrlLifetime, which the bucket's s3:signatureAge may ask for: cut",
  );
});

it.each([
  [599, 'input.seconds 599 ends while the job may still wait, for 600 s: give more, or leave it out.'],
  [
    WEEK + 1,
    "input.seconds 604801 is more than the 604800 s of a URL signed by a user's key (7 days): give less, or leave it out.",
  ],
])('S1.5 an input that is to be read for %i s is refused', (reading, message) => {
  expect(() => lifetimesOf(job, WEEK, reading)).toThrow(message);
});
