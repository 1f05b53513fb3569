const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const WORDS = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A time as people say it: "3 minutes ago", "yesterday", "in 6 days", "just now". */
export function when(time: string, now: number = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000;
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) {
      return WORDS.format(Math.round(seconds / length), unit);
    }
  }
  return 'just now';
}
