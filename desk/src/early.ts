/**
 * The first script of the page, small and before all others: it sets theme and language before anything is painted, and
 * asks for what the address needs (the modules that draw it, the answers of the server) while the pages' own script is
 * still on its way. `bundling/early.ts` builds it and puts it into index.html.
 */

import { ROOT, SESSION, STATUS } from './api/questions';
import { remembered } from './state/storage';
import { needsOf } from './views';

/** The files of each module, scripts and styles; the build fills them in. */
declare const PAGE_FILES: Record<string, string[]>;

function dress(): void {
  const theme = remembered('theme');
  const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const language = remembered('language') ?? (navigator.language.startsWith('de') ? 'de' : 'en');
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.lang = language === 'en' ? 'en' : 'de';
}

function fetchFile(href: string): void {
  const link = document.createElement('link');
  if (href.endsWith('.css')) Object.assign(link, { rel: 'preload', as: 'style' });
  else link.rel = 'modulepreload';
  link.crossOrigin = '';
  link.href = href;
  document.head.append(link);
}

/** Whoever was shut out when the desk was looked at last is asked to log in first. */
function askAhead(questions: readonly string[]): void {
  const wanted = remembered('shut') === 'yes' ? [] : [...questions, STATUS];
  globalThis.askedAhead = new Map([SESSION, ...wanted].map((question) => [question, ask(question)]));
}

function ask(question: string): Promise<Response> {
  const answer = fetch(ROOT + question, { credentials: 'same-origin' });
  answer.catch(() => undefined); // whoever takes it sees to it
  return answer;
}

const { modules, questions } = needsOf(new URL(location.href));
dress();
askAhead(questions);
for (const file of new Set(modules.flatMap((name) => PAGE_FILES[name] ?? []))) fetchFile(file);
