import { articlesQuestion } from '../api/questions';
import type { ArticleHead } from '../api/types';
import { usePages } from '../api/usePages';
import { Empty } from '../components/Empty';
import { ExportMenu } from '../components/ExportMenu';
import { Foreign } from '../components/Foreign';
import { More } from '../components/More';
import { Notice } from '../components/Notice';
import { Page } from '../components/Page';
import { Skeleton } from '../components/Skeleton';
import { FilterBar } from '../filters/FilterBar';
import { day } from '../i18n/days';
import { counted, t } from '../i18n/i18n';
import { toArticle } from '../links';
import { useQuery } from '../state/address';
import { medium } from '../text/source';
import './articles.css';

/** All articles of the record, the last published first. */
export function ArticlesPage() {
  const { query } = useQuery();
  const { items, first, failure, loading, more, reload } = usePages<ArticleHead>(articlesQuestion(query));
  return (
    <Page
      name="articles"
      title={t('articles.title')}
      facts={first?.total != null && <p>{counted('article', first.total)}</p>}
      bar={<FilterBar />}
      tools={<ExportMenu />}
    >
      {failure && <Notice failure={failure} retry={reload} />}
      {loading && items.length === 0 && <Skeleton />}
      {!loading && !failure && items.length === 0 && <Empty title={t('nothing_under_filter')} />}
      <ol class="articles" aria-busy={loading}>
        {items.map((head) => (
          <li key={head.id}>
            <time dateTime={head.published ?? undefined}>{day(head.published)}</time>
            <a href={toArticle(head.id)}>
              <Foreign text={head.title ?? t('untitled')} />
            </a>
            <span class="hushed small">
              <Foreign text={head.source === head.id ? t('no_source') : medium(head.source)} /> ·{' '}
              {counted('act', head.acts)}
              {head.group !== head.id && ` · ${t('articles.copy')}`}
              {head.replaced_by && ` · ${t('articles.replaced')}`}
            </span>
          </li>
        ))}
      </ol>
      <More more={more} />
    </Page>
  );
}
