import { Completion, type Option } from '../components/Completion';
import { Menu } from '../components/Menu';
import { t } from '../i18n/i18n';
import type { FieldProps } from './FieldProps';
import { toggled } from './filter';

interface Props extends FieldProps {
  field: 'party' | 'recipient' | 'matter';
  find: (typed: string, abort: AbortSignal) => Promise<Option[]>;
}

/** Several parties or matters, found by the beginnings of their names. */
export function NameField({ filter, change, field, find }: Props) {
  return (
    <Menu label={t(`filter.${field}`)} active={filter[field].length > 0}>
      {() => (
        <Completion
          label={t(`filter.${field}`)}
          find={find}
          chosen={filter[field]}
          choose={(option) => change(toggled(filter, field, option.id))}
          focus
        />
      )}
    </Menu>
  );
}
