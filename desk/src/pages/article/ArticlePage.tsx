import { useSignal } from '@preact/signals';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { mayDecide } from '../../api/client';
import type { Article } from '../../api/types';
import { useArticle } from '../../api/useArticle';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { t } from '../../i18n/i18n';
import { useQuery } from '../../state/address';
import { marksOf } from '../../text/marks';
import type { Layer, Mark } from '../../text/segments';
import { ActCards } from './ActCards';
import { AddAct } from './AddAct';
import { ArticleFacts } from './ArticleFacts';
import { ArticleLists } from './ArticleLists';
import { ArticleText } from './ArticleText';
import { LayerSwitches } from './LayerSwitches';
import { Peek } from './Peek';
import { useLayers } from './useLayers';
import './article.css';

/** An article, what was found in it, and the words that each of it rests on. */
export function ArticlePage() {
  const { id } = useRoute().params;
  const answer = useArticle(id);
  const [layers, toggle] = useLayers();
  const article = answer.data;
  return (
    <Page
      key={id}
      name="article"
      title={article ? (article.title ?? t('untitled')) : t('article')}
      facts={article && <ArticleFacts article={article} />}
      tools={!answer.failure && <LayerSwitches layers={layers} toggle={toggle} />}
    >
      <Loaded answer={answer} rows={12}>
        {(there) => <Columns key={there.id} article={there} layers={layers} />}
      </Loaded>
    </Page>
  );
}

function Columns({ article, layers }: { article: Article; layers: ReadonlySet<Layer> }) {
  const { query, set } = useQuery();
  const chosen = query.get('act');
  const pointed = useSignal<string | null>(null);
  const light = useCallback((owner: string | null) => {
    pointed.value = owner;
  }, []);
  const [peeked, peek] = useState<Mark[] | null>(null);
  const marks = useMemo(() => marksOf(article), [article]);
  const ask = (some: Mark[]) => peek(some.filter((mark) => mark.owner.includes(':')));
  const [adding, add] = useState(false);
  const latest = useRef(set);
  latest.current = set;
  const choose = useCallback((act: string | null) => {
    peek(null);
    latest.current({ act, span: null }, true);
  }, []);
  const added = (act: string) => {
    add(false);
    choose(act);
  };
  return (
    <div class="article-columns">
      {adding ? (
        <AddAct article={article} added={added} cancel={() => add(false)} />
      ) : (
        <ArticleText
          article={article}
          marks={marks}
          layers={layers}
          chosen={chosen}
          pointed={pointed}
          light={light}
          choose={ask}
        />
      )}
      <div class="article-side">
        {peeked?.length ? (
          <Peek article={article} marks={peeked} chooseAct={choose} light={light} close={() => peek(null)} />
        ) : null}
        <ActCards article={article} pointed={pointed} chosen={chosen} light={light} choose={choose} />
        {mayDecide() && !adding && (
          <button type="button" class="button" onClick={() => add(true)}>
            {t('article.add_act')}
          </button>
        )}
        <ArticleLists article={article} light={light} />
      </div>
    </div>
  );
}
