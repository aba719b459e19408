import { shown } from '../components/Foreign';
import { KindSign } from '../components/KindSign';
import { word } from '../i18n/i18n';
import { memo } from '../state/memo';
import { toneClass } from './MarkedText';
import type { Mark } from './segments';

interface Props {
  start: number;
  text: string;
  marks: Mark[];
  kind: string | undefined;
  /** A trigger begins here: its sign is shown before it. */
  begins: boolean;
  lit: string | null;
  light?: (owner: string | null) => void;
  choose?: (marks: Mark[]) => void;
}

const DEEPEST = 3;

/** Characters that lie under the same marks. */
export const Marked = memo(function Marked({ start, text, marks, kind, begins, lit, light, choose }: Props) {
  if (marks.length === 0) return <span data-start={start}>{shown(text)}</span>;
  const owner =
    (
      marks.find(({ part }) => part === 'trigger') ??
      marks.find(({ layer, part }) => layer === 'acts' && part !== 'around')
    )?.owner ?? null;
  const way = begins && choose ? asButton(text, kind, choose, marks, owner, light) : {};
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: keys use the triggers, which are buttons, and the list beside the text
    <span
      class={`m ${classesOf(marks)} ${toneClass(kind)}${lit ? ` lit on-${lit}` : ''}`}
      data-start={start}
      onMouseEnter={owner && light ? () => light(owner) : undefined}
      onMouseLeave={owner && light ? () => light(null) : undefined}
      onClick={choose ? () => choose(marks) : undefined}
      {...way}
    >
      {begins && kind ? <Begun kind={kind} text={text} /> : shown(text)}
    </span>
  );
});

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
function asButton(
  text: string,
  kind: string | undefined,
  choose: (marks: Mark[]) => void,
  marks: Mark[],
  owner: string | null,
  light: Props['light'],
) {
  return {
    role: 'button' as const,
    tabIndex: 0,
    'aria-label': `${text} (${word('kind', kind ?? '')})`,
    onFocus: () => light?.(owner),
    onBlur: () => light?.(null),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(marks);
    },
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
