import type { ShownAct, Witness } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { day } from '../../i18n/days';
import { word } from '../../i18n/i18n';
import { toAct } from '../../links';
import { citation } from '../../text/source';

/** Where those who tell an event differ: each value with who gives it. */
export function Differences({ shown: { differences, witnesses } }: { shown: ShownAct }) {
  const told = new Map(witnesses.map((witness) => [witness.act.id, witness]));
  return (
    <dl class="differences">
      {differences.map(({ what, values }) => (
        <div key={what}>
          <dt>{word('difference', what)}</dt>
          <dd>
            <ul>
              {values.map(({ value, acts }) => (
                <li key={value}>
                  <strong>
                    <Foreign text={what === 'date' ? dayOf(value) : value} />
                  </strong>{' '}
                  <Sources witnesses={acts.flatMap((id) => told.get(id) ?? [])} />
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sources({ witnesses }: { witnesses: readonly Witness[] }) {
  return (
    <span class="small">
      {witnesses.map(({ act, source }, place) => (
        <span key={act.id}>
          {place > 0 && ', '}
          <a class="quiet" href={toAct(act)}>
            <Foreign text={citation(source)} />
            {source.published && `, ${day(source.published)}`}
          </a>
        </span>
      ))}
    </span>
  );
}

function dayOf(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value;
}
