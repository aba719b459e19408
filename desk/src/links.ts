import type { Act, Decision, Event } from './api/types';
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
  return toAct({ id: event.lead, article: event.source?.article ?? articleOf(event.lead) });
}

/** An event: who tells it, where they differ, what hangs on it; by an act of it, which it may be called after no more. */
export function toEvent({ lead }: Pick<Event, 'lead'>): string {
  return `/event/${encodeURIComponent(lead)}`;
}

/** Where a demand or offer gets an answer by hand, or an event is linked to what it answers. */
export function toLinking(event: Pick<Event, 'lead'>): string {
  return `${toEvent(event)}?link=`;
}

export function toAct(act: Pick<Act, 'id' | 'article'>): string {
  return `/article/${encodeURIComponent(act.article)}?act=${encodeURIComponent(act.id)}`;
}

export function toArticle(id: string, span?: Span): string {
  return `/article/${encodeURIComponent(id)}${span ? `?span=${span[0]}-${span[1]}` : ''}`;
}

/** What a decision was about: an act, what hangs on an event, a matter or a party. */
export function toSubject(subject: Decision['subject'], id: string): string {
  if (subject === 'matter') return toMatter(id);
  if (subject === 'party') return toParty(id);
  const act = id.slice(id.indexOf('/') + 1);
  return toAct({ id: act, article: articleOf(act) });
}

function articleOf(act: string): string {
  return act.replace(/-\d+x*$/, '');
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
