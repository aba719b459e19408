import { numeral, t, word } from '../i18n/i18n';
import { StatusIcon } from './StatusIcon';

interface Props<S extends string> {
  /** The words for the statuses. */
  group: string;
  statuses: readonly S[];
  chosen: S | null;
  /** Of the whole record; null where a filter leaves some out. */
  numbers: Record<S, number> | null;
  choose: (status: S | null) => void;
}

/** All entries, or those of one status. */
export function StatusTabs<S extends string>({ group, statuses, chosen, numbers, choose }: Props<S>) {
  return (
    <fieldset class="group status-tabs">
      <legend class="unseen">{t('status')}</legend>
      <button type="button" class="button" aria-pressed={chosen === null} onClick={() => choose(null)}>
        {t('all')}
      </button>
      {statuses.map((status) => (
        <button
          key={status}
          type="button"
          class={`button status-${status}`}
          aria-pressed={chosen === status}
          onClick={() => choose(status)}
        >
          <StatusIcon status={status} />
          {word(group, status)}
          {numbers && <span class="nav-count">{numeral(numbers[status])}</span>}
        </button>
      ))}
    </fieldset>
  );
}
