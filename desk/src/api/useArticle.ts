import { useMemo } from 'preact/hooks';
import { articleQuestion } from './questions';
import type { Article, ArticleTold } from './types';
import { type Answered, useAnswer } from './useAnswer';
import { whole } from './whole';

/** An article with all that was read in it, kept up to date while it is shown. */
export function useArticle(id: string | undefined): Answered<Article> {
  const answer = useAnswer<ArticleTold>(id ? articleQuestion(id) : null);
  const data = useMemo(() => answer.data && whole(answer.data), [answer.data]);
  return { ...answer, data };
}
