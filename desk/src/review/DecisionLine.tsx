import type { Decision } from '../api/types';
import { moment } from '../i18n/days';
import { t, word } from '../i18n/i18n';
import { beforeOf, changeSaid } from './changes';

/** One entry of the log: who decided what, when. */
export function DecisionLine({ decision }: { decision: Decision }) {
  const { number, who, at, action, undoes, note, holds } = decision;
  return (
    <span class={holds ? 'decision' : 'decision undone'}>
      <strong>
        <bdi>{who}</bdi>
      </strong>{' '}
      {word('action', action)}
      {undoes !== null && ` (${undoes})`} <time dateTime={at}>{moment(at)}</time>
      <span class="hushed"> · {t('decision.number', { n: number })}</span>
      {!holds && <span class="hushed"> · {t('decision.undone')}</span>}
      {changeSaid(decision.changes, beforeOf(decision)).map(({ field, value, was }) => (
        <span key={field} class="decision-change">
          {word('field', field)}: {was !== null && <s>{was}</s>} {was !== null && '→ '}
          <span class="decision-value">{value}</span>
        </span>
      ))}
      {note && (
        <span class="decision-change">
          <bdi>{note}</bdi>
        </span>
      )}
    </span>
  );
}
