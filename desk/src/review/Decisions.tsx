import type { Decision } from '../api/types';
import { DecisionLine } from './DecisionLine';

/** What was decided about an entry, the oldest first. */
export function Decisions({ history }: { history: readonly Decision[] }) {
  return (
    <ol class="decisions">
      {history.map((decision) => (
        <li key={decision.number}>
          <DecisionLine decision={decision} />
        </li>
      ))}
    </ol>
  );
}
