import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import de from '../src/i18n/de.json';
import { exactly, isPassing, saidOf } from '../src/i18n/failures';
import { language } from '../src/i18n/i18n';

const API = readFileSync(new URL('../../docs/http-api.md', import.meta.url), 'utf-8');
const ROWS = API.matchAll(/^\| [45]\d\d \| (.+) \|$/gm);
const CODES = [...ROWS].flatMap(([, codes]) => [
  ...(codes ?? '').replace(/\(.*?\)/g, '').matchAll(/`(\w+)`/g),
]);

afterEach(() => {
  language.value = 'de';
});

test('every code that the server answers with has words of ours', () => {
  expect(CODES.length).toBeGreaterThan(25);
  for (const [, code] of CODES) expect(Object.keys(de)).toContain(`failure.${code}`);
});

test('in German nothing that the server said in English stands in the line itself', () => {
  for (const [, code = ''] of CODES) {
    const failure = { code, message: 'there is no such thing', field: 'party' };
    expect(saidOf(failure)).not.toContain(failure.message);
  }
  expect(exactly({ code: 'unknown_party', message: 'perhaps Karsland' })).toBe('perhaps Karsland');
});

test('in English the server may tell it more exactly, and is not told twice', () => {
  language.value = 'en';
  const failure = { code: 'unknown_party', message: 'there is no party Karsand; perhaps Karsland' };
  expect(saidOf(failure)).toBe(failure.message);
  expect(exactly(failure)).toBeNull();
});

test('what does not fit is told with the name of its field', () => {
  expect(saidOf({ code: 'invalid', message: 'x', field: 'confidence' })).toContain(de['filter.confidence']);
});

test('only what may pass is tried again', () => {
  expect(isPassing({ code: 'unavailable', message: '' })).toBe(true);
  expect(isPassing({ code: 'unknown_party', message: '' })).toBe(false);
});
