import { expect, test } from 'vitest';
import { day, dayOnAxis, days } from '../src/i18n/days';
import de from '../src/i18n/de.json';
import en from '../src/i18n/en.json';
import { type Language, language, numeral, percent } from '../src/i18n/i18n';
import { KINDS } from '../src/kinds';
import { ACTIONS } from '../src/review/reviewKeys';

const LANGUAGES: [string, Record<string, string>][] = [
  ['de', de],
  ['en', en],
];

test('both languages have the same keys', () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
});

test('both languages fill in the same values', () => {
  const names = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, words] of Object.entries(de)) {
    expect([key, names((en as Record<string, string>)[key] ?? '')]).toEqual([key, names(words)]);
  }
});

test.each(LANGUAGES)('%s: every kind has a word and a letter of its own', (_, words) => {
  for (const kind of KINDS) expect(words[`kind.${kind}`]).toBeTruthy();
  const letters = KINDS.map((kind) => words[`kind.letter.${kind}`]);
  expect(letters.every((letter) => letter?.length === 1)).toBe(true);
  expect(new Set(letters).size).toBe(KINDS.length);
});

test.each(LANGUAGES)('%s: every key of the review is one letter and means one thing', (_, words) => {
  const keys = ACTIONS.map((action) => words[`review.key.${action}`]);
  expect(keys.every((key) => key?.length === 1)).toBe(true);
  expect(new Set(keys).size).toBe(ACTIONS.length);
  for (const action of ACTIONS) expect(words[`review.do.${action}`]).toBeTruthy();
});

test.each([
  ['de', 'de-DE', '2-digit', '2-digit'],
  ['en', 'en-GB', 'short', 'numeric'],
] as const)(
  '%s: days and numbers are written as the browser would write them',
  (code, locale, month, date) => {
    language.value = code as Language;
    for (let place = 1; place <= 12; place += 1) {
      const iso = `2024-${String(place).padStart(2, '0')}-0${1 + (place % 9)}`;
      const options = { year: 'numeric', timeZone: 'UTC' } as const;
      const short = new Intl.DateTimeFormat(locale, { ...options, month, day: date });
      const long = new Intl.DateTimeFormat(locale, { ...options, month: 'long', day: 'numeric' });
      expect([day(iso), day(iso, 'long')]).toEqual([short.format(new Date(iso)), long.format(new Date(iso))]);
    }
    for (const number of [0, 7, 999, 1000, 24_680, 1_025_000, -1234, 2.5]) {
      expect(numeral(number)).toBe(number.toLocaleString(code));
    }
    for (const share of [0, 0.004, 0.5, 0.846, 1]) {
      expect(percent(share)).toBe(share.toLocaleString(code, { style: 'percent' }));
    }
    language.value = 'de';
  },
);

test.each([
  ['de', 'de-DE'],
  ['en', 'en-GB'],
] as const)(
  '%s: several days, and days on an axis, are written as the browser would write them',
  (code, locale) => {
    language.value = code;
    const plainSpaces = (words: string) => words.replace(/\s/g, ' ');
    const medium = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    for (const [first, last] of [
      ['2024-02-01', '2024-02-03'],
      ['2024-02-28', '2024-03-03'],
      ['2023-12-28', '2024-01-03'],
    ] as const) {
      expect(days(first, last)).toBe(plainSpaces(medium.formatRange(new Date(first), new Date(last))));
    }
    expect([days('2024-02-01', null), days(null, '2024-02-01')]).toEqual([
      day('2024-02-01'),
      day('2024-02-01'),
    ]);
    const lengths = {
      day: { day: 'numeric', month: 'short' },
      month: { month: 'short', year: 'numeric' },
      year: { year: 'numeric' },
    } as const;
    for (let month = 0; month < 12; month += 1) {
      const date = new Date(Date.UTC(2024, month, 1 + month));
      for (const length of ['day', 'month', 'year'] as const) {
        const format = new Intl.DateTimeFormat(locale, { ...lengths[length], timeZone: 'UTC' });
        expect(dayOnAxis(date, length)).toBe(plainSpaces(format.format(date)));
      }
    }
    language.value = 'de';
  },
);
