import { expect, it } from 'vitest';
import { colorIndexOf, initialsOf, PERSON_COLORS } from './personColors';

/** The contrast of two colours (WCAG 2.2). */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

it.each(PERSON_COLORS)('%s can be read under white, and seen on both editors', (color) => {
  expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(color, '#15171c')).toBeGreaterThanOrEqual(3);
});

it('gives a person always the same colour, and spreads them', () => {
  const people = Array.from({ length: 100 }, (_, number) => `p-${number}`);
  expect(people.map(colorIndexOf)).toEqual(people.map(colorIndexOf));
  expect(new Set(people.map(colorIndexOf)).size).toBe(PERSON_COLORS.length);
});

it('shortens names', () => {
  expect(['Ada Lovelace', 'ada', 'Jean-Luc van Damme', 'é'].map(initialsOf)).toEqual([
    'AL',
    'A',
    'JD',
    'É',
  ]);
});
