import type { Act, Event } from './api/types';
import { EVERYTHING, type Filter, queryOf } from './filters/filter';
import { withQuery } from './state/address';
import type { Span } from './text/codepoints';

/** Where things are found: every view has an address. */

export function toFiltered(page: string, filter: Filter): string {
  return withQuery(page, queryOf(filter));
}

export function toEvents(page: string, wanted: Partial<Filter>): string {
  return toFiltered(page, { ...EVERYTHING, ...wanted });
}

/** The article at the words of an act. */
export function toEvidence(event: Event): string {
  return toAct({ id: event.lead, article: event.source?.article ?? event.lead.replace(/-\d+x*$/, '') });
}

export function toAct(act: Pick<Act, 'id' | 'article'>): string {
  return `/article/${encodeURIComponent(act.article)}?act=${encodeURIComponent(act.id)}`;
}

export function toArticle(id: string, span?: Span): string {
  return `/article/${encodeURIComponent(id)}${span ? `?span=${span[0]}-${span[1]}` : ''}`;
}

export function toParty(id: string): string {
  return `/party/${encodeURIComponent(id)}`;
}

export function toMatter(id: string): string {
  return `/matter/${encodeURIComponent(id)}`;
}

export function toReview(act: string): string {
  return `/review?act=${encodeURIComponent(act)}`;
}
