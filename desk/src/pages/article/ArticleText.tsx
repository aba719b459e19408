import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Article } from '../../api/types';
import { t } from '../../i18n/i18n';
import { useQuery } from '../../state/address';
import { MarkedText } from '../../text/MarkedText';
import type { Layer, Mark } from '../../text/segments';

interface Props {
  article: Article;
  marks: Mark[];
  layers: ReadonlySet<Layer>;
  chosen: string | null;
  pointed: ReadonlySignal<string | null>;
  light: (owner: string | null) => void;
  choose: (marks: Mark[]) => void;
}

/** The text, moved to the words that the address names. */
export function ArticleText({ article, marks, layers, chosen, pointed, light, choose }: Props) {
  const { query } = useQuery();
  const frame = useRef<HTMLElement>(null);
  const place = placeIn(query, article);
  const kinds = useMemo(() => new Map(article.acts.map((act) => [`act:${act.id}`, act.kind])), [article]);
  const span = spanIn(query);
  const all = useMemo(() => (span ? [...marks, markOf(span)] : marks), [marks, span?.[0], span?.[1]]);
  useEffect(() => {
    if (place !== null) show(frame.current, place);
  }, [place]);
  return (
    <section ref={frame} class="article-text" aria-label={t('article.text')}>
      <MarkedText
        text={article.text}
        marks={all}
        layers={layers}
        kinds={kinds}
        lit={chosen ? `act:${chosen}` : span && 'pointed'}
        pointed={pointed}
        shown={place}
        light={light}
        choose={choose}
        lang={article.language}
      />
    </section>
  );
}

function placeIn(query: URLSearchParams, article: Article): number | null {
  const act = article.acts.find(({ id }) => id === query.get('act'));
  return act?.spans.trigger[0]?.[0] ?? act?.spans.sentence?.[0] ?? spanIn(query)?.[0] ?? null;
}

function spanIn(query: URLSearchParams): [number, number] | null {
  const found = /^(\d+)-(\d+)$/.exec(query.get('span') ?? '');
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** The words that an address points at, marked in a layer that is always on. */
function markOf(span: [number, number]): Mark {
  return { span, layer: 'acts', owner: 'pointed', part: 'content' };
}

function show(frame: HTMLElement | null, place: number): void {
  const words = [...(frame?.querySelectorAll<HTMLElement>('[data-from], [data-start]') ?? [])];
  const there = words.findLast((element) => Number(element.dataset.start ?? element.dataset.from) <= place);
  const box = there?.getBoundingClientRect();
  if (!there || !box || (box.top > 120 && box.bottom < innerHeight - 80)) return;
  there.scrollIntoView({ block: 'center' });
}
