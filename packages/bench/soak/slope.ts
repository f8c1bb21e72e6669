/**
 * The slope of the straight line through equally spaced values (least squares), as the share of their mean by
 * which it rises from the first to the last of them.
 */
export function slopeOf(values: readonly number[]): number {
  const last = values.length - 1;
  if (last < 1) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = last / 2;
  const [above, below] = values.reduce(
    ([up, down], value, at) => [up + (at - middle) * (value - mean), down + (at - middle) ** 2],
    [0, 0],
  );
  return (above / below / mean) * last;
}
