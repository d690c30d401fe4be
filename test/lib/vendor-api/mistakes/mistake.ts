/** What somebody who describes a vendor gets wrong, how, and what synth says to it. */
export type Mistake = readonly [what: string, act: () => unknown, message: string];
