import { counted, t } from '../../i18n/i18n';
import { plain } from '../../text/hidden';
import type { Node } from './layout';

interface Props {
  node: Node;
  on: boolean;
  toward: boolean;
  choose: () => void;
  point: (id: string | null) => void;
}

const LINE = 15;
const BROAD = 13;

export function GraphNode({ node, on, toward, choose, point }: Props) {
  const name = plain(node.party.name);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own
    <g
      class={`node${on ? ' on' : ''}${toward ? ' toward' : ''}`}
      role="button"
      tabIndex={0}
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
      <text y={node.y + node.r + 14} aria-hidden="true">
        {inLines(name).map((line, place) => (
          <tspan key={line} x={node.x} dy={place ? LINE : 0}>
            {`${line} `}
          </tspan>
        ))}
      </text>
    </g>
  );
}

/** A name in lines that are not broad, cut only between its words. */
function inLines(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < BROAD) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
