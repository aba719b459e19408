import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { remember, remembered } from './storage';

/** Whether the keys are shown. */
export const helpShown = signal(false);

/** Single letters act at once; who dictates or hits keys by chance can switch that off (WCAG 2.1.4). */
export const singleKeys = signal(remembered('single-keys') !== 'off');

export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  remember('single-keys', on ? 'on' : 'off');
}

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** What keys do while a component is shown; not while somebody writes, nor behind a dialog or an open menu. */
export function useKeys(keys: KeyMap): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (!act || !mayAct(event)) return;
      event.preventDefault();
      act(event);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function mayAct(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key.length === 1 && event.key !== '?' && !singleKeys.value) return false;
  return !isWriting(event.target) && !document.querySelector('dialog[open]');
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'range', 'button'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}
