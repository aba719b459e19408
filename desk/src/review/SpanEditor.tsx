import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Foreign } from '../components/Foreign';
import { t, word } from '../i18n/i18n';
import { Offsets, type Span } from '../text/codepoints';
import type { ReviewAction } from './reviewKeys';
import { mergedRuns, moved, type Run, runOf, spanOf, wordsOf } from './words';

export type SpanField = 'trigger' | 'content' | 'condition';

export function isSpanField(field: ReviewAction | null): field is SpanField {
  return field === 'trigger' || field === 'content' || field === 'condition';
}

interface Props {
  text: string;
  lang: string;
  field: SpanField;
  /** What is marked at first, in code points of the text, as are the spans that are saved. */
  marked?: readonly Span[];
  /** The sentence it is about; all of the text where none is given. */
  sentence?: Span;
  save: (spans: Span[]) => void;
  cancel: () => void;
}

/**
 * Marks the words of a field: by dragging over them, by clicking the first and the last, or by the arrow keys.
 * With Shift (or the button) another piece is added.
 */
export function SpanEditor({ text, lang, field, marked = [], sentence, save, cancel }: Props) {
  const words = useMemo(() => wordsOf(text), [text]);
  const [runs, setRuns] = useState<Run[]>(() => runsOf(marked, words));
  const [adding, setAdding] = useState(false);
  const frame = useRef<HTMLFieldSetElement>(null);
  const anchor = useRef<number | null>(null);
  const clicked = useRef<number | null>(null);
  useLayoutEffect(() => frame.current?.focus(), []);
  const offsets = useMemo(() => new Offsets(text), [text]);
  const inside: Span = sentence ?? [0, offsets.length];
  const merged = mergedRuns(runs);
  const says = merged.map((run) => offsets.slice(spanOf(words, run))).join(' … ');

  const start = (place: number, more: boolean) => {
    const from = clicked.current !== null && !more ? clicked.current : place;
    anchor.current = from;
    setRuns(more || adding ? [...runs, [place, place]] : [[Math.min(from, place), Math.max(from, place)]]);
  };
  const extend = (place: number) => {
    const from = anchor.current;
    if (from === null) return;
    setRuns((last) => [...last.slice(0, -1), [Math.min(from, place), Math.max(from, place)]]);
  };
  const end = (place: number) => {
    clicked.current = clicked.current === null && anchor.current === place ? place : null;
    anchor.current = null;
    setAdding(false);
  };
  const done = () => save(merged.map((run) => spanOf(words, run)));
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Enter') done();
    else if (event.key === 'Escape') cancel();
    else if (event.key === 'Delete' || event.key === 'Backspace') setRuns([]);
    else if (step) setRuns(stepped(runs, event, step, words.length, runAt(words, inside)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <fieldset
      ref={frame}
      class="review-text span-editor"
      tabIndex={0}
      onKeyDown={press}
      aria-describedby="span-help"
    >
      <legend class="unseen">{t('span.title', { part: word('part', field) })}</legend>
      <p id="span-help" class="small hushed">
        {t('span.help', { part: word('part', field) })}
      </p>
      <p class="span-says" aria-live="polite">
        <strong>{word('part', field)}:</strong> {says ? <Foreign text={says} /> : t('nothing')}
      </p>
      <div class="buttons">
        <button type="button" class="button main" onClick={done}>
          {t('save')} <kbd>Enter</kbd>
        </button>
        <button type="button" class="button" aria-pressed={adding} onClick={() => setAdding(!adding)}>
          {t('span.add')}
        </button>
        {field !== 'trigger' && (
          <button type="button" class="button" onClick={() => setRuns([])}>
            {t('span.none')}
          </button>
        )}
        <button type="button" class="button bare" onClick={cancel}>
          {t('cancel')} <kbd>Esc</kbd>
        </button>
      </div>
      <div
        class="marked-text"
        lang={lang}
        dir="auto"
        onPointerDown={(event) => onWord(event, (place) => start(place, event.shiftKey))}
        onPointerMove={(event) => event.buttons && onWord(event, extend)}
        onPointerUp={(event) => onWord(event, end)}
      >
        {words.map((one, place) => (
          <span key={one.span[0]}>
            {offsets.slice([words[place - 1]?.span[1] ?? 0, one.span[0]])}
            <span class={wordClass(merged, place, inside, one.span)} data-word={place}>
              {one.text}
            </span>
          </span>
        ))}
      </div>
    </fieldset>
  );
}

function runsOf(spans: readonly Span[], words: ReturnType<typeof wordsOf>): Run[] {
  return spans.map((span) => runOf(words, span)).filter((run) => run !== null);
}

function runAt(words: ReturnType<typeof wordsOf>, sentence: Span): Run {
  const first = runOf(words, sentence)?.[0] ?? 0;
  return [first, first];
}

/** The arrows move the end of the last piece, with Alt or Shift its beginning; where there is none, they begin one. */
function stepped(runs: Run[], event: KeyboardEvent, by: number, count: number, begin: Run): Run[] {
  const last = runs.at(-1);
  if (!last) return [begin];
  if (event.altKey) return [...runs.slice(0, -1), shiftedRun(last, by, count)];
  return [...runs.slice(0, -1), moved(last, event.shiftKey ? 'first' : 'last', by, count)];
}

function shiftedRun([first, last]: Run, by: number, count: number): Run {
  return first + by < 0 || last + by >= count ? [first, last] : [first + by, last + by];
}

function wordClass(runs: readonly Run[], place: number, sentence: Span, span: Span): string {
  const chosen = runs.some(([first, last]) => place >= first && place <= last);
  const outside = span[0] < sentence[0] || span[0] >= sentence[1];
  return `word${chosen ? ' chosen' : ''}${outside ? ' outside' : ''}`;
}

function onWord(event: PointerEvent, act: (place: number) => void): void {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const place = under instanceof HTMLElement ? under.dataset.word : undefined;
  if (place === undefined) return;
  event.preventDefault();
  act(Number(place));
}
