import { type Answer, answerTo, type Expected, wordOf } from './answer';
import type { Attempt, Scene } from './attempts';
import type { Colours } from './colours';
import { DemoFailure } from './failure';
import { table } from './show';
import { type Cast, PARTIES } from './vendor';

/** An attempt with its answer. */
export interface Tried extends Pick<Attempt, 'what' | 'who'> {
  readonly expected: Expected;
  readonly answer: Answer;
}

/** Makes the attempts, each after the answer to the last. */
export async function tryAll(
  attempts: readonly Attempt[],
  expected: Expected,
  { cast, scene, signal }: { readonly cast: Cast; readonly scene: Scene; readonly signal: AbortSignal },
): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const { what, who, send } of attempts) {
    signal.throwIfAborted();
    tried.push({ what, who, expected, answer: await answerTo(send(cast[who], scene)) });
  }
  return tried;
}

const HEADINGS = ['tried', 'by', 'answer'];

/** The attempts as a table: request, party, answer. An answer that was not expected says what it must be. */
export function tableOf(tried: readonly Tried[], colours: Colours, { headings = false } = {}): string[] {
  const rows = tried.map((row) => [
    row.what,
    PARTIES[row.who],
    asExpected(row) ? wordOf(row.answer) : `${wordOf(row.answer)}, and must be ${row.expected}`,
  ]);
  const above = headings ? [HEADINGS] : [];
  return table([...above, ...rows], (cell, index, column) => {
    const row = tried[index - above.length];
    if (!row) return colours.dim(cell);
    if (column < HEADINGS.length - 1) return cell;
    if (!asExpected(row)) return colours.red(cell);
    return row.expected === 'allowed' ? colours.green(cell) : colours.yellow(cell);
  });
}

/** @throws DemoFailure that names the first attempt with an unexpected answer */
export function ensureAsExpected(tried: readonly Tried[]): void {
  const [first, ...more] = tried.filter((row) => !asExpected(row));
  if (!first) return;
  const { what, who, expected, answer } = first;
  const others = more.length > 0 ? `, and ${more.length} more went another way than they must` : '';
  throw new DemoFailure(
    `'${what}', by ${PARTIES[who]}, must be ${expected}, and the answer was: ${wordOf(answer)}${others}.`,
  );
}

/** How many attempts have this answer, as expected. */
export function count(tried: readonly Tried[], expected: Expected): number {
  return tried.filter((row) => row.expected === expected && asExpected(row)).length;
}

function asExpected({ expected, answer }: Tried): boolean {
  return answer.kind === expected;
}
