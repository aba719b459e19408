import { counted, t } from '../../i18n/i18n';
import { plain } from '../../text/hidden';
import { LINE } from './labels';
import type { Node } from './layout';

interface Props {
  node: Node;
  on: boolean;
  toward: boolean;
  choose: () => void;
  point: (id: string | null) => void;
}

export function GraphNode({ node, on, toward, choose, point }: Props) {
  const name = plain(node.party.name);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own
    <g
      class={`node${on ? ' on' : ''}${toward ? ' toward' : ''}`}
      role="button"
      tabindex={0}
      aria-pressed={on}
      aria-label={`${name}, ${counted('event', node.party.events)}: ${t('graph.choose')}`}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose();
      }}
      onMouseEnter={() => point(node.id)}
      onMouseLeave={() => point(null)}
      onFocus={() => point(node.id)}
      onBlur={() => point(null)}
    >
      <circle cx={node.x} cy={node.y} r={node.r} />
      <text y={node.label.y} aria-hidden="true">
        {node.lines.map((line, place) => (
          <tspan key={place} x={node.label.x} dy={place ? LINE : 0}>
            {`${line} `}
          </tspan>
        ))}
      </text>
    </g>
  );
}
