import { word } from '../i18n/i18n';
import { StatusIcon } from './StatusIcon';

export function StatusBadge({ group, status }: { group: string; status: string }) {
  return (
    <span class={`status-badge status-${status}`}>
      <StatusIcon status={status} />
      {word(group, status)}
    </span>
  );
}
