/** The median. A mean would move with each round that a busy machine disturbed. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? Number.NaN) + (sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN)) / 2;
}

/** The median ratio of two costs. They take turns at being measured first, because the second may profit. */
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
