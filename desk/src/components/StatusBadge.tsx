import { does } from '../i18n/i18n';
import { StatusIcon } from './StatusIcon';

interface Props {
  group: string;
  status: string;
  /** Whether it is said of several. */
  many?: boolean;
}

export function StatusBadge({ group, status, many = false }: Props) {
  return (
    <span class={`status-badge status-${status}`}>
      <StatusIcon status={status} />
      {does(status, many, group)}
    </span>
  );
}
