/** The middle of some figures: one that the machine disturbed does not move it. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? Number.NaN) + (sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN)) / 2;
}
