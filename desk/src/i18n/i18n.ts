import { signal } from '@preact/signals';
import { remember } from '../state/storage';
import de from './de.json';
import en from './en.json';
import { numbers } from './formats';

export type Language = 'de' | 'en';
export type Key = keyof typeof de;
export type Values = Readonly<Record<string, string | number>>;

const WORDS: Record<Language, Record<string, string>> = { de, en };

/** The language of the page, as `early.ts` found it. */
export const language = signal<Language>(document.documentElement.lang === 'en' ? 'en' : 'de');

export function speak(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
  remember('language', chosen);
}

/** The words of a key in the language of the page, with `{name}` filled in. */
export function t(key: Key, values: Values = {}): string {
  return filled(WORDS[language.value][key] ?? key, values);
}

/** The words of a key that is put together from data, such as `kind.demand`; without one, the data itself. */
export function word(group: string, value: string): string {
  return WORDS[language.value][`${group}.${value}`] ?? value;
}

/** The words for what a party does; several at once may take another form: "agrees", "agree". */
export function does(kind: string, many: boolean, group = 'kind'): string {
  return word(many ? `${group}_many` : group, kind);
}

/** Whether there are words in a language. */
export function inLanguage(code: string): code is Language {
  return code in WORDS;
}

/** All words of a language under keys that begin so. */
export function wordsOf(code: Language, beginning: string): [string, string][] {
  return Object.entries(WORDS[code]).filter(([key]) => key.startsWith(beginning));
}

/** A number with its noun: `count.event` has the forms `count.event.one` and `count.event.other`. */
export function counted(noun: string, number: number): string {
  const form = number === 1 ? 'one' : 'other';
  return filled(WORDS[language.value][`count.${noun}.${form}`] ?? `{n} ${noun}`, { n: numeral(number) });
}

export function numeral(number: number): string {
  if (!Number.isInteger(number)) return numbers(language.value).format(number);
  return String(number).replace(/\B(?=(\d{3})+$)/g, t('thousands'));
}

export function percent(share: number): string {
  return t('percent', { share: String(Math.round(share * 100)) });
}

function said(value: string | number): string {
  return typeof value === 'number' ? numeral(value) : value;
}

function filled(words: string, values: Values): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => said(values[name] ?? whole));
}
