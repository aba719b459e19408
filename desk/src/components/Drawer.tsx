import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n/i18n';
import { Icon } from './Icon';

interface Props {
  title: ComponentChildren;
  close: () => void;
  /** "drawer" comes from the side; "dialog" stands in the middle. */
  form?: 'drawer' | 'dialog';
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus in it; afterwards it goes back to where it was. */
export function Drawer({ title, close, form = 'drawer', children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={dialog}
      class={form}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="drawer-inner">
        <header class="drawer-head">
          <h2 id={id}>{title}</h2>
          <button type="button" class="button bare icon" onClick={close} aria-label={t('close')}>
            <Icon name="close" />
          </button>
        </header>
        <div class="drawer-body">{children}</div>
      </div>
    </dialog>
  );
}
