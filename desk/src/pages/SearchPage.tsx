import { useEffect, useState } from 'preact/hooks';
import { searchQuestion } from '../api/questions';
import type { Hit } from '../api/types';
import { usePages } from '../api/usePages';
import { Empty } from '../components/Empty';
import { EventLine } from '../components/EventLine';
import { shown } from '../components/Foreign';
import { More } from '../components/More';
import { Notice } from '../components/Notice';
import { Page } from '../components/Page';
import { Skeleton } from '../components/Skeleton';
import { FilterBar } from '../filters/FilterBar';
import { t } from '../i18n/i18n';
import { useQuery } from '../state/address';
import './search.css';

/** Finds events by the words they are told in, in all their forms. */
export function SearchPage() {
  const { query, set } = useQuery();
  const words = query.get('q') ?? '';
  const [typed, setTyped] = useState(words);
  useEffect(() => setTyped(words), [words]);
  return (
    <Page
      name="search"
      title={words ? t('search.for', { words }) : t('nav.search')}
      bar={<FilterBar without={['text']} />}
    >
      <search>
        <form
          class="search-form"
          onSubmit={(event) => {
            event.preventDefault();
            set({ q: typed.trim() });
          }}
        >
          <input
            type="search"
            aria-label={t('search.words')}
            placeholder={t('search.words')}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <button type="submit" class="button main">
            {t('search.go')}
          </button>
        </form>
        <p class="small hushed">{t('search.help')}</p>
      </search>
      {words ? <Hits /> : <Empty title={t('search.first')}>{t('search.first.help')}</Empty>}
    </Page>
  );
}

function Hits() {
  const { query } = useQuery();
  const { items, failure, loading, more, reload } = usePages<Hit>(searchQuestion(query));
  return (
    <>
      {failure && <Notice failure={failure} retry={reload} />}
      {loading && items.length === 0 && <Skeleton />}
      {!loading && !failure && items.length === 0 && (
        <Empty title={t('search.none')}>{t('search.none.help')}</Empty>
      )}
      <ol class="events" aria-busy={loading}>
        {items.map(({ event, snippet }) => (
          <li key={event.id}>
            <EventLine event={event}>
              <bdi class="snippet" lang={event.language}>
                {snippet.map(({ text, hit }, place) =>
                  hit ? <mark key={place}>{shown(text)}</mark> : shown(text),
                )}
              </bdi>
            </EventLine>
          </li>
        ))}
      </ol>
      <More more={more} />
    </>
  );
}
