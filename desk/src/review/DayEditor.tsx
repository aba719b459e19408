import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/i18n';

interface Props {
  day: string | null;
  label: string;
  save: (day: string | null) => void;
  cancel: () => void;
}

export function DayEditor({ day, label, save, cancel }: Props) {
  const [typed, setTyped] = useState(day ?? '');
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <form
      class="day-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save(typed || null);
      }}
    >
      <input
        ref={input}
        type="date"
        aria-label={label}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <div class="buttons">
        <button type="submit" class="button main">
          {t('save')} <kbd>Enter</kbd>
        </button>
        <button type="button" class="button" onClick={() => save(null)}>
          {t('day.none')}
        </button>
        <button type="button" class="button bare" onClick={cancel}>
          {t('cancel')} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
