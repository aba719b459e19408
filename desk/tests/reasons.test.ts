import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import de from '../src/i18n/de.json';
import { language } from '../src/i18n/i18n';
import { reasonIn, reasonSaid } from '../src/i18n/reasons';

const RECORD = readFileSync(
  new URL('../../src/depesche/languages/de/data/record.toml', import.meta.url),
  'utf-8',
);
const [, REASONS = ''] = /^\[reasons\]\n([^[]*)/m.exec(RECORD) ?? [];
/** The day's form is no reason, and a changed position is told by the board in its own words. */
const FORMS = [...REASONS.matchAll(/^(\w+) = "(.*)"$/gm)].filter(
  ([, key]) => key !== 'day' && key !== 'changed',
);

afterEach(() => {
  language.value = 'de';
});

test('the forms of the reasons are those of the record', () => {
  expect(FORMS.length).toBeGreaterThan(10);
  for (const [, key = '', words] of FORMS)
    expect([key, de[`reason.${key}` as keyof typeof de]]).toEqual([key, words]);
});

test('every reason of the record is said in English, with its words as they are', () => {
  language.value = 'en';
  for (const [, , words = ''] of FORMS) {
    const said = words.replace(/\{(\w+)\}/g, (_, name) =>
      name === 'day' ? '03.05.2024' : 'Hafen, Zoll (neu)',
    );
    const english = reasonIn('en', said, 'de');
    expect([said, english]).not.toEqual([said, null]);
    expect(english).not.toBe(said);
    expect(english?.includes('Hafen, Zoll (neu)')).toBe(said.includes('Hafen, Zoll (neu)'));
    expect(english?.includes('3 May 2024')).toBe(said.includes('03.05.2024'));
  }
});

test('several reasons stay in their order', () => {
  expect(reasonIn('en', 'Nordmark war angesprochen; gleicher Inhalt: Hafen; 3 Tage später', 'de')).toBe(
    'Nordmark was addressed; same content: Hafen; 3 days later',
  );
});

test('what has no known form stays as the record says it, in its own language', () => {
  language.value = 'en';
  expect(reasonSaid('weil es so ist; am selben Tag', 'de')).toEqual({
    text: 'weil es so ist; am selben Tag',
    lang: 'de',
  });
  expect(reasonSaid('parce que', 'fr')).toEqual({ text: 'parce que', lang: 'fr' });
  language.value = 'de';
  expect(reasonSaid('am selben Tag', 'de')).toEqual({ text: 'am selben Tag', lang: 'de' });
});
