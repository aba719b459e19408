import { useMemo } from 'preact/hooks';
import { lookOf } from '../kinds';
import { Offsets } from './codepoints';
import { Marked } from './Marked';
import { type Layer, type Mark, segments } from './segments';

interface Props {
  text: string;
  marks: readonly Mark[];
  layers: ReadonlySet<Layer>;
  /** What each owner of marks does, for its colour and form. */
  kinds: ReadonlyMap<string, string>;
  /** The owner whose parts are lit. */
  lit: string | null;
  light?: (owner: string | null) => void;
  /** A word was clicked: what rests on it. */
  choose?: (marks: Mark[]) => void;
  /** Language of the text. */
  lang: string;
}

/** A text with its marks in layers. It comes from outside: only ever text nodes, isolated from the page around it. */
export function MarkedText({ text, marks, layers, kinds, lit, light, choose, lang }: Props) {
  const offsets = useMemo(() => new Offsets(text), [text]);
  const pieces = useMemo(
    () =>
      segments(
        offsets.length,
        marks.filter(({ layer }) => layers.has(layer)),
      ),
    [offsets, marks, layers],
  );
  return (
    <div class="marked-text" lang={lang} dir="auto">
      {pieces.map((piece) => {
        const act = actOf(piece.marks);
        return (
          <Marked
            key={piece.span[0]}
            start={piece.span[0]}
            text={offsets.slice(piece.span)}
            marks={piece.marks}
            kind={act ? kinds.get(act.owner) : undefined}
            begins={Boolean(act?.part === 'trigger' && act.span[0] === piece.span[0])}
            lit={litPart(piece.marks, lit)}
            light={light}
            choose={choose}
          />
        );
      })}
    </div>
  );
}

/** The act that colours these characters: the one they trigger, else the first they belong to. */
function actOf(marks: readonly Mark[]): Mark | undefined {
  return (
    marks.find(({ part }) => part === 'trigger') ??
    marks.find(({ layer, part }) => layer === 'acts' && part !== 'around')
  );
}

function litPart(marks: readonly Mark[], lit: string | null): string | null {
  if (!lit) return null;
  const parts = marks.filter(({ owner }) => owner === lit).map(({ part }) => part);
  return parts.find((part) => part !== 'content' && part !== 'quote') ?? parts[0] ?? null;
}

/** The tone of a kind, as a class. */
export function toneClass(kind: string | undefined): string {
  return kind ? `tone-${lookOf(kind).tone}` : '';
}
