import { useLayoutEffect, useRef } from 'preact/hooks';
import { KindSign } from '../components/KindSign';
import { t, word } from '../i18n/i18n';
import { KINDS, type Kind, lookOf } from '../kinds';

interface Props {
  kind: Kind;
  choose: (kind: Kind) => void;
  cancel: () => void;
}

/** All kinds with their letters: a letter takes one, the arrows and Enter do too. */
export function KindEditor({ kind, choose, cancel }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  // At once, not after painting: a letter may follow fast.
  useLayoutEffect(() => grid.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus(), []);
  const press = (event: KeyboardEvent) => {
    const taken = KINDS.find((one) => letterOf(one) === event.key.toLowerCase());
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (taken) choose(taken);
    else if (step) focusBy(grid.current, step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the letters that are typed on its buttons */}
      <div ref={grid} class="kind-grid" onKeyDown={press}>
        {KINDS.map((one) => (
          <button
            key={one}
            type="button"
            class={`button kind-option tone-${lookOf(one).tone}`}
            aria-pressed={one === kind}
            onClick={() => choose(one)}
          >
            <kbd>{letterOf(one)}</kbd>
            <KindSign kind={one} />
            <span>{word('kind', one)}</span>
          </button>
        ))}
      </div>
      <button type="button" class="button bare" onClick={cancel}>
        {t('cancel')} <kbd>Esc</kbd>
      </button>
    </>
  );
}

export function letterOf(kind: Kind): string {
  return word('kind.letter', kind);
}

function focusBy(grid: HTMLElement | null, step: number): void {
  const buttons = [...(grid?.querySelectorAll<HTMLElement>('button') ?? [])];
  const here = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[(here + step + buttons.length) % buttons.length]?.focus();
}
