import { useEffect, useState } from 'preact/hooks';
import { get } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import { revision } from '../../api/live';
import type { Decision, List, Witness } from '../../api/types';
import { Notice } from '../../components/Notice';
import { t } from '../../i18n/i18n';
import { Decisions } from '../../review/Decisions';

/** What was decided about any of those who tell an event, each decision once, the oldest first. */
export function EventHistory({ witnesses }: { witnesses: readonly Witness[] }) {
  const [history, setHistory] = useState<Decision[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ids = witnesses.map(({ act }) => act.id).join(' ');
  const changes = revision.value;
  // A change of the record asks anew.
  useEffect(() => {
    const abort = new AbortController();
    gathered(ids.split(' '), abort.signal).then(
      (found) => {
        setHistory(found);
        setFailure(null);
      },
      (error: unknown) => !abort.signal.aborted && setFailure(asFailure(error)),
    );
    return () => abort.abort();
  }, [ids, changes]);
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">{t('history')}</h2>
      {failure && <Notice failure={failure} />}
      {history.length ? <Decisions history={history} /> : <p class="hushed">{t('history.none')}</p>}
    </section>
  );
}

async function gathered(acts: readonly string[], abort: AbortSignal): Promise<Decision[]> {
  const lists = await Promise.all(
    acts.map((id) => get<List<Decision>>(`/acts/${encodeURIComponent(id)}/history`, abort)),
  );
  const all = new Map(lists.flatMap(({ items }) => items).map((one) => [one.number, one]));
  return [...all.values()].sort((one, two) => one.number - two.number);
}
