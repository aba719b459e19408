import { type Key, t } from './i18n';

/** What the server says beside an article, always in English, and the key of our words for it. */
const FORMS: [Key, RegExp, string[]][] = [
  ['notice.undated', /^no publication date: /, []],
  [
    'notice.not_installed',
    /^the text seems to be in '(.+?)', which is not read yet \(read: (.+?)\)/,
    ['language', 'known'],
  ],
  ['notice.damaged.one', /^1 damaged character replaced by U\+FFFD$/, []],
  ['notice.damaged.many', /^(\d+) damaged characters replaced by U\+FFFD$/, ['n']],
  ['notice.read_as', /^read as (.+)$/, ['encoding']],
];

/** A notice in the language of the page; as it is where it has none of the known forms. */
export function noticeSaid(notice: string): string {
  for (const [key, pattern, names] of FORMS) {
    const values = pattern.exec(notice)?.slice(1);
    if (values) return t(key, Object.fromEntries(names.map((name, place) => [name, values[place] ?? ''])));
  }
  return notice;
}
