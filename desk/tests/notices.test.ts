import { afterEach, expect, test } from 'vitest';
import { language } from '../src/i18n/i18n';
import { noticeSaid } from '../src/i18n/notices';

afterEach(() => {
  language.value = 'de';
});

test.each([
  ['no publication date: relative times have no value (use --published)', /Ohne Datum/],
  [
    "the text seems to be in 'fr', which is not read yet (read: de, en); --language de forces it",
    /auf fr .*de, en/,
  ],
  ['1 damaged character replaced by U+FFFD', /^1 beschädigtes Zeichen/],
  ['12 damaged characters replaced by U+FFFD', /^12 beschädigte Zeichen/],
  ['read as UTF-16', /^gelesen als UTF-16$/],
])('%s is said in German', (notice, words) => {
  expect(noticeSaid(notice)).toMatch(words);
});

test('a notice of no known form stays as it is', () => {
  expect(noticeSaid('something else')).toBe('something else');
});
