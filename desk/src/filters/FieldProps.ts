import type { Filter } from './filter';

export interface FieldProps {
  filter: Filter;
  change: (filter: Filter) => void;
}
