import { get } from '../api/client';
import type { ReviewItem, ShownAct } from '../api/types';

/** Any act in the form of the review's queue. */
export async function itemOf(id: string): Promise<ReviewItem> {
  const { act, article, before, after, event } = await get<ShownAct>(`/acts/${encodeURIComponent(id)}`);
  const { id: article_id, source: name, title, url, published } = article;
  const { replaced_by } = article;
  const source = { article: article_id, name, title, url, published, replaced: false, replaced_by };
  return { act, source, before, after, sources: event.sources };
}
