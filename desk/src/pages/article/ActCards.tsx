import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Act, Article } from '../../api/types';
import { Empty } from '../../components/Empty';
import { counted, t } from '../../i18n/i18n';
import { useNear } from '../../state/useNear';
import { ActCard } from './ActCard';

interface Props {
  article: Article;
  pointed: ReadonlySignal<string | null>;
  chosen: string | null;
  light: (owner: string | null) => void;
  choose: (act: string | null) => void;
}

/** So many acts are drawn at one go; of a long article only those that come near the window. */
const GROUP = 20;
const FIRST = 2;
/** How high a card is, about; in rem. */
const ESTIMATE = 7.5;

function grouped(acts: readonly Act[]): Act[][] {
  const number = Math.ceil(acts.length / GROUP);
  return Array.from({ length: number }, (_, place) => acts.slice(place * GROUP, (place + 1) * GROUP));
}

/** The acts of an article in the order of the text; what was rejected is folded away. */
export function ActCards({ article, pointed, chosen, light, choose }: Props) {
  const [all, setAll] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const rejected = article.acts.filter((act) => act.review === 'rejected');
  const groups = useMemo(
    () => grouped(article.acts.filter((act) => all || act.review !== 'rejected' || act.id === chosen)),
    [article, all, chosen],
  );
  const isNear = useNear(list, groups.length, FIRST);
  useEffect(() => {
    list.current?.querySelector('.chosen')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <section class="act-cards" aria-labelledby="acts-title">
      <h2 id="acts-title">{counted('act', article.acts.length - rejected.length)}</h2>
      {groups.length === 0 && <Empty title={t('article.no_acts')}>{t('article.no_acts.help')}</Empty>}
      <div ref={list} class="act-groups">
        {groups.map((acts, place) => {
          const drawn = isNear(place) || acts.some(({ id }) => id === chosen);
          return (
            <ol
              key={place}
              data-part={place}
              start={1 + place * GROUP}
              style={drawn ? undefined : { height: `${acts.length * ESTIMATE}rem` }}
            >
              {drawn &&
                acts.map((act) => (
                  <ActCard
                    key={act.id}
                    act={act}
                    pointed={pointed}
                    chosen={chosen === act.id}
                    light={light}
                    choose={choose}
                  />
                ))}
            </ol>
          );
        })}
      </div>
      {rejected.length > 0 && (
        <button type="button" class="button bare" aria-pressed={all} onClick={() => setAll(!all)}>
          {t('article.rejected', { n: rejected.length })}
        </button>
      )}
    </section>
  );
}
