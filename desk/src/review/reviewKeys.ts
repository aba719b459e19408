import { type Key, word } from '../i18n/i18n';

export type ReviewAction =
  | 'confirm'
  | 'reject'
  | 'next'
  | 'undo'
  | 'kind'
  | 'status'
  | 'actors'
  | 'recipients'
  | 'trigger'
  | 'content'
  | 'condition'
  | 'day'
  | 'deadline'
  | 'matter'
  | 'history'
  | 'article';

export const ACTIONS: ReviewAction[] = [
  'confirm',
  'reject',
  'next',
  'undo',
  'kind',
  'status',
  'actors',
  'recipients',
  'trigger',
  'content',
  'condition',
  'day',
  'deadline',
  'matter',
  'history',
  'article',
];

/** The letter of an action, in the language of the page. */
export function keyOf(action: ReviewAction): string {
  return word('review.key', action);
}

export function reviewKeys(): { action: ReviewAction; key: string; does: Key }[] {
  return ACTIONS.map((action) => ({ action, key: keyOf(action), does: `review.do.${action}` }));
}
