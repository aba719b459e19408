import { partyName } from '../../api/names';
import { Foreign } from '../../components/Foreign';
import type { Filter } from '../../filters/filter';
import { t } from '../../i18n/i18n';
import { kindsSaid } from './GraphEdgeLine';
import type { Edge } from './layout';

interface Props {
  edges: readonly Edge[];
  filter: Filter;
  choose: (edge: Edge) => void;
}

/** The graph as a table, for those who read or press keys rather than look. */
export function GraphTable({ edges, choose }: Props) {
  const sorted = [...edges].sort((one, two) => two.edge.events - one.edge.events);
  return (
    <details class="folded">
      <summary>{t('graph.table')}</summary>
      <table class="graph-table">
        <thead>
          <tr>
            <th scope="col">{t('graph.pair')}</th>
            <th scope="col">{t('events')}</th>
            <th scope="col">{t('filter.kind')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((one) => (
            <tr key={`${one.edge.from}-${one.edge.to}`}>
              <td>
                <button type="button" class="link" onClick={() => choose(one)}>
                  <Foreign text={partyName(one.edge.from)} /> → <Foreign text={partyName(one.edge.to)} />
                </button>
              </td>
              <td>{one.edge.events}</td>
              <td class="small">{kindsSaid(one.edge.kinds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
