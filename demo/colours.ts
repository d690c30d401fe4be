import { createColors } from 'picocolors';

export type Colours = ReturnType<typeof createColors>;

/** Colours on a terminal that shows them, unless https://no-color.org is asked for. */
export function coloursFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Colours {
  return createColors(stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb');
}
