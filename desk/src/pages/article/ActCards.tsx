import { useEffect, useRef, useState } from 'preact/hooks';
import type { Article } from '../../api/types';
import { Empty } from '../../components/Empty';
import { counted, t } from '../../i18n/i18n';
import { ActCard } from './ActCard';

interface Props {
  article: Article;
  lit: string | null;
  chosen: string | null;
  light: (owner: string | null) => void;
  choose: (act: string | null) => void;
}

/** The acts of an article in the order of the text; what was rejected is folded away. */
export function ActCards({ article, lit, chosen, light, choose }: Props) {
  const [all, setAll] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const rejected = article.acts.filter((act) => act.review === 'rejected');
  const acts = article.acts.filter((act) => all || act.review !== 'rejected' || act.id === chosen);
  useEffect(() => {
    list.current?.querySelector('.chosen')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <section class="act-cards" aria-labelledby="acts-title">
      <h2 id="acts-title">{counted('act', article.acts.length - rejected.length)}</h2>
      {acts.length === 0 && <Empty title={t('article.no_acts')}>{t('article.no_acts.help')}</Empty>}
      <ol ref={list}>
        {acts.map((act) => (
          <ActCard
            key={act.id}
            act={act}
            lit={lit === `act:${act.id}`}
            chosen={chosen === act.id}
            light={light}
            choose={choose}
          />
        ))}
      </ol>
      {rejected.length > 0 && (
        <button type="button" class="button bare" aria-pressed={all} onClick={() => setAll(!all)}>
          {t('article.rejected', { n: rejected.length })}
        </button>
      )}
    </section>
  );
}
