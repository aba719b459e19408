import { day } from './days';
import { inLanguage, type Language, language, wordsOf } from './i18n';

const PARTS = '; ';
const VALUE = /\\\{(\w+)\\\}/g;

/**
 * Why the record suggests something, in the language of the page. The record says it in the language of the article, in
 * parts of a fixed form (`reason.*`), of which the words in braces are left as they are. Null where a part is of no form.
 */
export function reasonIn(page: Language, said: string, article: string): string | null {
  if (!said || article === page) return said;
  const forms = inLanguage(article) ? formsOf(article) : [];
  const parts = said.split(PARTS).map((part) => told(page, part, forms));
  return parts.includes(null) ? null : parts.join(PARTS);
}

/** `reasonIn` for the page as it is, and the language that came out. */
export function reasonSaid(said: string, article: string): { text: string; lang: string } {
  const own = reasonIn(language.value, said, article);
  return own === null ? { text: said, lang: article } : { text: own, lang: language.value };
}

interface Form {
  key: string;
  names: string[];
  pattern: RegExp;
}

const known = new Map<Language, Form[]>();

function formsOf(article: Language): Form[] {
  const found = known.get(article) ?? wordsOf(article, 'reason.').map(([key, words]) => formOf(key, words));
  known.set(article, found);
  return found;
}

function formOf(key: string, words: string): Form {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const names = [...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return { key, names, pattern: new RegExp(`^${escaped.replace(VALUE, '(.+)')}$`) };
}

function told(page: Language, part: string, forms: readonly Form[]): string | null {
  for (const { key, names, pattern } of forms) {
    const values = pattern.exec(part)?.slice(1);
    const [, words] = values ? (wordsOf(page, key)[0] ?? []) : [];
    if (!values || !words) continue;
    return names.reduce(
      (line, name, place) => line.replace(`{${name}}`, () => written(name, values[place])),
      words,
    );
  }
  return null;
}

/** A value as the page writes it: days have a form of their own in each language. */
function written(name: string, value = ''): string {
  const [, date, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(value) ?? [];
  return name === 'day' && year ? day(`${year}-${month}-${date}`) : value;
}
