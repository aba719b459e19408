import { shown } from '../components/Foreign';
import { KindSign } from '../components/KindSign';
import { word } from '../i18n/i18n';
import { lookOf } from '../kinds';
import { memo } from '../state/memo';
import type { Mark } from './segments';

interface Props {
  start: number;
  text: string;
  marks: Mark[];
  kind: string | undefined;
  /** A trigger begins here: its sign is shown before it. */
  begins: boolean;
  /** What rests on it can be asked for. */
  active: boolean;
}

const DEEPEST = 3;

/** Characters that lie under the same marks. */
export const Marked = memo(function Marked({ start, text, marks, kind, begins, active }: Props) {
  if (marks.length === 0) return <span data-start={start}>{shown(text)}</span>;
  return (
    <span
      class={`m ${classesOf(marks)} ${kind ? `tone-${lookOf(kind).tone}` : ''}`}
      data-start={start}
      {...(begins && active ? asButton(text, kind) : {})}
    >
      {begins && kind ? <Begun kind={kind} text={text} /> : shown(text)}
    </span>
  );
});

/** The mark of the act that characters belong to: the one they trigger, else the first. */
export function actOf(marks: readonly Mark[]): Mark | undefined {
  return (
    marks.find(({ part }) => part === 'trigger') ??
    marks.find(({ layer, part }) => layer === 'acts' && part !== 'around')
  );
}

/** The act that is lit where characters are pointed at. */
export function ownerOf(marks: readonly Mark[]): string | null {
  return actOf(marks)?.owner ?? null;
}

/** The sign of an act stays on one line with the first word of it. */
function Begun({ kind, text }: { kind: string; text: string }) {
  const space = text.search(/\s/);
  const first = space < 0 ? text : text.slice(0, space);
  return (
    <>
      <span class="begun">
        <KindSign kind={kind} size={13} />
        {shown(first)}
      </span>
      {shown(text.slice(first.length))}
    </>
  );
}

/** Where an act begins, the keyboard can stop; not a `button`, whose words could not be wrapped or selected. */
function asButton(text: string, kind: string | undefined) {
  return {
    role: 'button' as const,
    tabIndex: 0,
    'aria-label': `${text} (${word('kind', kind ?? '')})`,
  };
}

/** What shows at rest: depth of quotes, what is content or condition of an act, times, parties. */
function classesOf(marks: readonly Mark[]): string {
  const parts = new Set(marks.map(({ part }) => part));
  const classes = ['trigger', 'content', 'condition', 'mention', 'time', 'around'].filter((part) =>
    parts.has(part),
  );
  const depth = new Set(marks.filter(({ part }) => part === 'quote').map(({ owner }) => owner)).size;
  if (parts.has('deadline') && !parts.has('time')) classes.push('time');
  if (depth) classes.push(`quote-${Math.min(depth, DEEPEST)}`);
  return classes.map((name) => `is-${name}`).join(' ');
}
