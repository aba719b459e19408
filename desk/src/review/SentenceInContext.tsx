import { useMemo } from 'preact/hooks';
import type { ReviewItem } from '../api/types';
import { t } from '../i18n/i18n';
import { Offsets } from '../text/codepoints';
import { MarkedText } from '../text/MarkedText';
import type { Layer, Mark } from '../text/segments';
import { type Context, contextOf, marksIn } from './context';

const ACTS: ReadonlySet<Layer> = new Set(['acts']);

/** What stands before and after the sentence steps back. */
function around({ text, sentence }: Context): Mark[] {
  const end = new Offsets(text).length;
  const spans: [number, number][] = [
    [0, sentence[0]],
    [sentence[1], end],
  ];
  return spans.map((span) => ({ span, layer: 'acts', owner: 'around', part: 'around' }));
}

/** The sentence with the parts of its act marked, in the text around it. */
export function SentenceInContext({ item }: { item: ReviewItem }) {
  const { context, marks, kinds, owner } = useMemo(() => {
    const there = contextOf(item);
    const id = `act:${item.act.id}`;
    return {
      context: there,
      marks: [...marksIn(item, there), ...around(there)],
      kinds: new Map([[id, item.act.kind]]),
      owner: id,
    };
  }, [item]);
  return (
    <section class="review-text" aria-label={t('review.context')} tabIndex={0}>
      <MarkedText
        text={context.text}
        marks={marks}
        layers={ACTS}
        kinds={kinds}
        lit={owner}
        lang={item.act.language}
      />
    </section>
  );
}
