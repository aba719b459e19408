import { useMemo, useState } from 'preact/hooks';
import type { Graph } from '../../api/types';
import { useWidth } from '../../charts/useWidth';
import { EVERYTHING, type Filter } from '../../filters/filter';
import { t } from '../../i18n/i18n';
import { GraphEdgeLine } from './GraphEdgeLine';
import { GraphNode } from './GraphNode';
import { GraphTable } from './GraphTable';
import { type Edge, layoutOf } from './layout';

interface Props {
  graph: Graph;
  filter: Filter;
  change: (filter: Filter) => void;
}

const STRONGEST = 24;
const TONES = ['ask', 'give', 'meet', 'say', 'alarm', 'refuse', 'harm'];

/** Who does what toward whom. Choosing a party or a line filters the page, and what one goes to from here. */
export function GraphFigure({ graph, filter, change }: Props) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const height = Math.max(300, Math.min(460, width * 0.8));
  const layout = useMemo(() => layoutOf(graph, Math.max(width, 280), height), [graph, width, height]);
  const [pointed, point] = useState<string | null>(null);
  const chooseParty = (id: string) => {
    const already = filter.party.length === 1 && filter.party[0] === id && filter.recipient.length === 0;
    change({ ...filter, party: already ? [] : [id], recipient: [] });
  };
  const chooseEdge = ({ edge }: Edge) => {
    const on = isOn(filter, edge.from, edge.to);
    change({ ...filter, party: on ? [] : [edge.from], recipient: on ? [] : [edge.to] });
  };
  if (graph.nodes.length === 0) return null;
  const shown = strongest(layout.edges, [pointed, ...filter.party, ...filter.recipient]);
  return (
    <figure class="graph">
      <figcaption>
        <h2>{t('graph.title')}</h2>
        <p class="small hushed">{t('graph.help')}</p>
      </figcaption>
      <div ref={frame}>
        {width > 0 && (
          <svg width={width} height={height} class="graph-drawing">
            <title>{t('graph.title')}</title>
            <defs>
              {TONES.map((tone) => (
                <marker
                  key={tone}
                  id={`head-${tone}`}
                  viewBox="0 0 8 8"
                  refX="5"
                  refY="4"
                  markerWidth="9"
                  markerHeight="9"
                  markerUnits="userSpaceOnUse"
                  orient="auto"
                >
                  <path class={`head tone-${tone}`} d="M0 0l8 4-8 4z" />
                </marker>
              ))}
            </defs>
            {shown.map((edge) => (
              <GraphEdgeLine
                key={`${edge.edge.from}-${edge.edge.to}`}
                edge={edge}
                on={isOn(filter, edge.edge.from, edge.edge.to)}
                dim={isDim(filter, pointed, edge)}
                choose={() => chooseEdge(edge)}
              />
            ))}
            {layout.nodes.map((node) => (
              <GraphNode
                key={node.id}
                node={node}
                on={filter.party.includes(node.id)}
                toward={filter.recipient.includes(node.id)}
                choose={() => chooseParty(node.id)}
                point={point}
              />
            ))}
          </svg>
        )}
      </div>
      {layout.edges.length > STRONGEST && (
        <p class="small hushed">{t('graph.strongest', { n: STRONGEST, all: layout.edges.length })}</p>
      )}
      {graph.left_out > 0 && <p class="small hushed">{t('graph.left_out', { n: graph.left_out })}</p>}
      {(filter.party.length > 0 || filter.recipient.length > 0) && (
        <button
          type="button"
          class="button"
          onClick={() => change({ ...filter, party: EVERYTHING.party, recipient: EVERYTHING.recipient })}
        >
          {t('graph.clear')}
        </button>
      )}
      <GraphTable edges={layout.edges} filter={filter} choose={chooseEdge} />
    </figure>
  );
}

/** The strongest lines, and all of the parties that are looked at. */
function strongest(edges: readonly Edge[], looked: readonly (string | null)[]): Edge[] {
  const ranked = [...edges].sort((one, two) => two.edge.events - one.edge.events);
  return ranked.filter(
    ({ edge }, rank) => rank < STRONGEST || looked.includes(edge.from) || looked.includes(edge.to),
  );
}

function isOn({ party, recipient }: Filter, from: string, to: string): boolean {
  return party.length === 1 && party[0] === from && recipient.length === 1 && recipient[0] === to;
}

/** Lines that do not belong to what is chosen or pointed at step back. */
function isDim({ party, recipient }: Filter, pointed: string | null, { edge }: Edge): boolean {
  if (pointed) return edge.from !== pointed && edge.to !== pointed;
  const wrongParty = party.length > 0 && !party.includes(edge.from);
  const wrongRecipient = recipient.length > 0 && !recipient.includes(edge.to);
  return wrongParty || wrongRecipient;
}
