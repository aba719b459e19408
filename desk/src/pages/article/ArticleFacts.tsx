import type { Article, ArticleHead } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { day } from '../../i18n/days';
import { counted, t } from '../../i18n/i18n';
import { noticeSaid } from '../../i18n/notices';
import { toArticle } from '../../links';
import { citation, medium } from '../../text/source';

/** Where an article comes from, and its other versions and copies. */
export function ArticleFacts({ article }: { article: Article }) {
  const acts = article.acts.filter((act) => act.review !== 'rejected').length;
  return (
    <>
      <p>
        <Address article={article} />
        {' · '}
        <time dateTime={article.published ?? undefined}>{day(article.published, 'long')}</time>
        {' · '}
        {counted('act', acts)} · {counted('statement', article.statements.length)}
        {article.revision > 1 && ` · ${t('article.revision', { n: article.revision })}`}
      </p>
      {article.replaced_by && (
        <p class="newer">
          <a href={toArticle(article.replaced_by)}>{t('article.newer')}</a>
        </p>
      )}
      <Others heads={article.revisions} says={t('article.revisions')} />
      <Others heads={article.copies} says={t('article.copies')} />
      {article.notices.map((notice) => (
        <p key={notice} class="small">
          {noticeSaid(notice)}
        </p>
      ))}
    </>
  );
}

function Address({ article }: { article: Article }) {
  const safe = article.url && /^https?:\/\//i.test(article.url);
  if (!safe || !article.url)
    return <Foreign text={article.source === article.id ? t('no_source') : medium(article.source)} />;
  return (
    <a href={article.url} rel="noreferrer noopener" target="_blank">
      <Foreign text={article.source === article.id ? t('no_source') : medium(article.source)} />
    </a>
  );
}

function Others({ heads, says }: { heads: ArticleHead[]; says: string }) {
  if (heads.length === 0) return null;
  return (
    <p class="small">
      {says}{' '}
      {heads.map((head, place) => (
        <span key={head.id}>
          {place > 0 && ', '}
          <a href={toArticle(head.id)}>
            <Foreign text={citation({ article: head.id, name: head.source, title: head.title })} />,{' '}
            {day(head.published)}
          </a>
        </span>
      ))}
    </p>
  );
}
