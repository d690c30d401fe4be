/** The middle of some figures: one that the machine disturbed does not move it. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? Number.NaN) + (sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN)) / 2;
}

/** The middle of the ratios of two costs. Which is measured first alternates, because the second may profit. */
export function ratioOf(rounds: number, one: () => number, other: () => number): number {
  const ratios = Array.from({ length: rounds }, (_, round) => {
    if (round % 2 === 0) {
      const cost = one();
      return cost / other();
    }
    const cost = other();
    return one() / cost;
  });
  return median(ratios);
}
