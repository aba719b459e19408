import type { UserRole } from '../../api/types';
import { word } from '../../i18n/i18n';

export const ROLES: readonly UserRole[] = ['reader', 'reviewer', 'admin'];

interface Props {
  value: UserRole;
  label: string;
  disabled?: boolean;
  id?: string;
  choose?: (role: UserRole) => void;
}

/** What a user may do. */
export function Role({ value, label, disabled = false, id, choose }: Props) {
  return (
    <select
      id={id}
      name="role"
      aria-label={id ? undefined : label}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        const chosen = ROLES.find((one) => one === event.currentTarget.value);
        if (chosen) choose?.(chosen);
      }}
    >
      {ROLES.map((one) => (
        <option key={one} value={one}>
          {word('role', one)}
        </option>
      ))}
    </select>
  );
}
