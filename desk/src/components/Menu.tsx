import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon';

interface Props {
  label: ComponentChildren;
  /** Whether what it holds is in use. */
  active?: boolean;
  align?: 'start' | 'end';
  title?: string;
  children: (close: () => void) => ComponentChildren;
}

/** A button that opens a panel; Escape, a click outside and leaving it by Tab close it. */
export function Menu({ label, active = false, align = 'start', title, children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useOutside(root, open, () => setOpen(false));
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the Escape of what it holds
    <div
      ref={root}
      class="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        class={`button menu-button${active ? ' in-use' : ''}`}
        aria-expanded={open}
        aria-controls={id}
        title={title}
        onClick={() => setOpen(!open)}
      >
        {label}
        <Icon name="down" />
      </button>
      <div id={id} class={`menu-panel align-${align}`} hidden={!open}>
        {open && children(close)}
      </div>
    </div>
  );
}

function useOutside(root: { current: HTMLElement | null }, open: boolean, leave: () => void): void {
  useEffect(() => {
    if (!open) return;
    const left = (event: Event) => {
      const target = event.target;
      if (target instanceof Node && target.isConnected && !root.current?.contains(target)) leave();
    };
    document.addEventListener('pointerdown', left);
    document.addEventListener('focusin', left);
    return () => {
      document.removeEventListener('pointerdown', left);
      document.removeEventListener('focusin', left);
    };
  }, [open]);
}
