import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Status } from '../api/types';
import { word } from '../i18n/i18n';

const STATUSES: Status[] = ['actual', 'planned', 'negated'];

export function StatusEditor({ status, choose }: { status: Status; choose: (status: Status) => void }) {
  const group = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => group.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus(), []);
  return (
    <div ref={group} class="group">
      {STATUSES.map((one) => (
        <button
          key={one}
          type="button"
          class="button"
          aria-pressed={one === status}
          onClick={() => choose(one)}
        >
          {word('status', one)}
        </button>
      ))}
    </div>
  );
}
