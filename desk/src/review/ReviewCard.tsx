import { mayDecide } from '../api/client';
import type { ReviewItem } from '../api/types';
import { Foreign } from '../components/Foreign';
import { ReviewMark } from '../components/ReviewMark';
import { day } from '../i18n/days';
import { counted, percent, t } from '../i18n/i18n';
import { lookOf } from '../kinds';
import { toAct } from '../links';
import { citation } from '../text/source';
import { contextOf, inward, outward } from './context';
import { FieldEditor } from './FieldEditor';
import { Fields } from './Fields';
import type { ReviewAction } from './reviewKeys';
import { SentenceInContext } from './SentenceInContext';
import { isSpanField, SpanEditor } from './SpanEditor';
import type { Wish } from './useDecisions';

interface Props {
  item: ReviewItem;
  editing: ReviewAction | null;
  edit: (field: ReviewAction | null) => void;
  decide: (wish: Wish) => void;
}

/** One act with its sentence in context; each of its fields can be corrected. */
export function ReviewCard({ item, editing, edit, decide }: Props) {
  const { act, source } = item;
  const context = contextOf(item);
  const change = (changes: Record<string, unknown>) => decide({ action: 'edit', body: { changes } });
  return (
    <section class={`review-card tone-${lookOf(act.kind).tone}`} aria-labelledby="review-source">
      <header class="review-source">
        <h2 id="review-source">
          <a href={toAct(act)}>
            <Foreign text={source.title ?? source.name} />
          </a>
        </h2>
        <p class="small hushed">
          <Foreign text={citation(source)} />, {day(source.published)}
          {item.sources > 1 && ` · ${counted('source', item.sources)}`}
          {act.confidence !== null && ` · ${t('confidence')} ${percent(act.confidence)}`}{' '}
          {act.review !== 'open' && <ReviewMark review={act.review} confidence={act.confidence} />}
        </p>
      </header>
      {isSpanField(editing) ? (
        <SpanEditor
          key={editing}
          text={context.text}
          lang={act.language}
          field={editing}
          marked={inward(context, act.spans[editing])}
          sentence={context.sentence}
          save={(spans) => change({ [editing]: outward(context, spans) })}
          cancel={() => edit(null)}
        />
      ) : (
        <SentenceInContext item={item} />
      )}
      <div class="review-fields">
        {editing && !isSpanField(editing) && (
          <FieldEditor
            key={editing}
            act={act}
            field={editing}
            change={change}
            decide={decide}
            cancel={() => edit(null)}
          />
        )}
        <Fields act={act} editing={editing} edit={mayDecide() ? edit : null} />
      </div>
    </section>
  );
}
