import { createColors } from 'picocolors';

export type Colours = ReturnType<typeof createColors>;

/** Colours for a terminal that shows them, unless the user sets `NO_COLOR` (https://no-color.org). */
export function coloursFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Colours {
  return createColors(stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb');
}
