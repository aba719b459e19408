import { useEffect, useState } from 'preact/hooks';
import { findMatters, findParties, learnNames } from '../api/lookups';
import { Icon } from '../components/Icon';
import { t } from '../i18n/i18n';
import { useQuery } from '../state/address';
import { ConfidenceField } from './ConfidenceField';
import { DaysField } from './DaysField';
import { FilterChips } from './FilterChips';
import { narrowing } from './filter';
import { KindField } from './KindField';
import { NameField } from './NameField';
import { ReviewedField } from './ReviewedField';
import { TextField } from './TextField';

export type FieldName =
  | 'party'
  | 'recipient'
  | 'matter'
  | 'kind'
  | 'days'
  | 'confidence'
  | 'reviewed'
  | 'text';

interface Props {
  /** Fields that the page has its own place for. */
  without?: readonly FieldName[];
}

/** The filters that all pages share. On a narrow screen they fold away behind one button. */
export function FilterBar({ without = [] }: Props) {
  const { filter, setFilter } = useQuery();
  const [unfolded, setUnfolded] = useState(false);
  const has = (field: FieldName) => !without.includes(field);
  const { party, recipient, matter } = filter;
  useEffect(() => learnNames([...party, ...recipient], matter), [party, recipient, matter]);
  const number = narrowing(filter);
  const props = { filter, change: setFilter };
  return (
    <search class="filters" aria-label={t('filter.title')}>
      <div class="filters-inner">
        <button
          type="button"
          class="button filters-fold"
          aria-expanded={unfolded}
          aria-controls="filter-fields"
          onClick={() => setUnfolded(!unfolded)}
        >
          <Icon name="filter" />
          {t('filter.title')}
          {number > 0 && <span class="badge">{number}</span>}
        </button>
        <div id="filter-fields" class={unfolded ? 'filter-fields unfolded' : 'filter-fields'}>
          {has('party') && <NameField {...props} field="party" find={findParties} />}
          {has('recipient') && <NameField {...props} field="recipient" find={findParties} />}
          {has('matter') && <NameField {...props} field="matter" find={findMatters} />}
          {has('kind') && <KindField {...props} />}
          {has('days') && <DaysField {...props} />}
          {has('confidence') && <ConfidenceField {...props} />}
          {has('reviewed') && <ReviewedField {...props} />}
          {has('text') && <TextField {...props} />}
        </div>
        {number > 0 && <FilterChips {...props} />}
      </div>
    </search>
  );
}
