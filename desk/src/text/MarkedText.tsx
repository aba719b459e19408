import type { ReadonlySignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { useNear } from '../state/useNear';
import { Offsets } from './codepoints';
import { elementOf, holds, layOut, segmentUnder } from './laid';
import { ownerOf } from './Marked';
import { MarkedStretch } from './MarkedStretch';
import type { Layer, Mark } from './segments';
import { stretchesOf } from './stretches';
import { useLit } from './useLit';

interface Props {
  text: string;
  marks: readonly Mark[];
  layers: ReadonlySet<Layer>;
  /** What each owner of marks does, for its colour and form. */
  kinds: ReadonlyMap<string, string>;
  /** The owner whose parts are lit while nothing is pointed at. */
  lit: string | null;
  /** The owner that is pointed at. */
  pointed?: ReadonlySignal<string | null>;
  light?: (owner: string | null) => void;
  /** A word was clicked: what rests on it. */
  choose?: (marks: Mark[]) => void;
  /** Drawn wherever it stands: the place of a code point. */
  shown?: number | null;
  /** Language of the text. */
  lang: string;
}

/** So many stretches are drawn with the page; the others when they come near the window. */
const FIRST = 6;

/** A text with its marks in layers. It comes from outside: only ever text nodes, isolated from the page around it. */
export function MarkedText(props: Props) {
  const { text, marks, layers, kinds, lit, pointed, light, choose, shown = null, lang } = props;
  const frame = useRef<HTMLDivElement>(null);
  const offsets = useMemo(() => new Offsets(text), [text]);
  const stretches = useMemo(() => stretchesOf(offsets), [offsets]);
  const { pieces, laid } = useMemo(
    () => layOut(offsets, stretches, marks, layers),
    [offsets, stretches, marks, layers],
  );
  const isNear = useNear(frame, stretches.length, FIRST);
  useLit(pieces, (piece) => elementOf(frame.current, laid, piece), lit, pointed);
  const under = (target: EventTarget | null) => segmentUnder(target, pieces);
  const pick = (target: EventTarget | null) => {
    const segment = under(target);
    if (segment?.marks.length) choose?.(segment.marks);
  };
  const point = (target: EventTarget | null) => light?.(ownerOf(under(target)?.marks ?? []));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithMouseEvents: keys use the triggers, which are buttons, and the list beside the text
    <div
      ref={frame}
      class="marked-text"
      lang={lang}
      dir="auto"
      onMouseOver={({ target }) => point(target)}
      onMouseLeave={() => light?.(null)}
      onFocusIn={({ target }) => point(target)}
      onFocusOut={() => light?.(null)}
      onClick={({ target }) => pick(target)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        pick(event.target);
      }}
    >
      {laid.map((one, place) => (
        <MarkedStretch
          key={place}
          part={place}
          laid={one}
          offsets={offsets}
          kinds={kinds}
          active={choose !== undefined}
          drawn={isNear(place) || (shown !== null && holds(one, shown))}
        />
      ))}
    </div>
  );
}
