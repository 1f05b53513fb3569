/** The q-quantile (0 to 1) of numbers, by the nearest rank. */
export function quantile(numbers, q) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

/** The median of several runs and how far they lie apart. */
export function spread(numbers) {
  const real = numbers.filter(Number.isFinite);
  if (real.length === 0) {
    return null;
  }
  return { median: quantile(real, 0.5), min: Math.min(...real), max: Math.max(...real) };
}

/** Three significant digits at most, without an exponent. */
export function brief(number) {
  const digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
  return number.toFixed(digits);
}
