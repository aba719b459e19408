import { useState } from 'preact/hooks';
import { findMatters, findParties } from '../../api/lookups';
import { Completion } from '../../components/Completion';
import { Foreign } from '../../components/Foreign';
import { Icon } from '../../components/Icon';
import { t, word } from '../../i18n/i18n';
import { KINDS } from '../../kinds';
import { type Change, FIELDS, type Field, isDay, isWhole, REVIEWS, STATUSES } from './change';

interface Props {
  change: Change | null;
  choose: (change: Change | null) => void;
}

/** Which field, and what it becomes. */
export function ChangeForm({ change, choose }: Props) {
  const [field, setField] = useState<Field | ''>(change?.field ?? '');
  const to = change?.field === field ? change.to : [];
  return (
    <div class="change-form">
      <div class="field">
        <label for="recode-field">{t('recode.field')}</label>
        <select
          id="recode-field"
          value={field}
          onChange={(event) => {
            setField(FIELDS.find((one) => one === event.currentTarget.value) ?? '');
            choose(null);
          }}
        >
          <option value="">{t('recode.field.choose')}</option>
          {FIELDS.map((one) => (
            <option key={one} value={one}>
              {word('field', one)}
            </option>
          ))}
        </select>
      </div>
      {field && <Value key={field} field={field} to={to} set={(next) => choose(wholeOr(field, next))} />}
    </div>
  );
}

function wholeOr(field: Field, to: string[] | null): Change | null {
  return to && isWhole({ field, to }) ? { field, to } : null;
}

interface ValueProps {
  field: Field;
  to: readonly string[];
  set: (to: string[] | null) => void;
}

function Value(props: ValueProps) {
  const { field } = props;
  if (field === 'kind') return <Choice {...props} group="kind" values={KINDS} />;
  if (field === 'status') return <Choice {...props} group="status" values={STATUSES} />;
  if (field === 'review') return <Choice {...props} group="review" values={REVIEWS} />;
  if (field === 'matter') return <MatterValue {...props} />;
  return isDay(field) ? <DayValue {...props} /> : <PartiesValue {...props} />;
}

function Choice({ to, set, group, values }: ValueProps & { group: string; values: readonly string[] }) {
  return (
    <div class="field">
      <label for="recode-value">{t('recode.to')}</label>
      <select
        id="recode-value"
        value={to[0] ?? ''}
        onChange={(event) => set(event.currentTarget.value ? [event.currentTarget.value] : null)}
      >
        <option value="">{t('recode.value.choose')}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {word(group, one)}
          </option>
        ))}
      </select>
    </div>
  );
}

function DayValue({ field, to, set }: ValueProps) {
  return (
    <div class="field">
      <label for="recode-value">{t('recode.to')}</label>
      <span class="buttons">
        <input
          id="recode-value"
          type="date"
          value={to[0] ?? ''}
          onChange={(event) => set(event.currentTarget.value ? [event.currentTarget.value] : null)}
        />
        <button type="button" class="button" onClick={() => set([])}>
          {t(field === 'deadline' ? 'recode.no_deadline' : 'day.none')}
        </button>
      </span>
    </div>
  );
}

function MatterValue({ to, set }: ValueProps) {
  return (
    <div class="field">
      <span class="label">{t('recode.to')}</span>
      <Chosen names={to} remove={() => set(null)} />
      <Completion label={t('matter')} find={findMatters} choose={({ name }) => set([name])} />
    </div>
  );
}

function PartiesValue({ field, to, set }: ValueProps) {
  return (
    <div class="field">
      <span class="label">{t('recode.to')}</span>
      <Chosen names={to} remove={(name) => set(to.filter((one) => one !== name))} />
      <Completion
        label={word('field', field)}
        find={findParties}
        choose={({ name }) => set([...new Set([...to, name])])}
      />
      <button type="button" class="button" onClick={() => set([])}>
        {t('recode.nobody')}
      </button>
    </div>
  );
}

function Chosen({ names, remove }: { names: readonly string[]; remove: (name: string) => void }) {
  if (names.length === 0) return null;
  return (
    <ul class="chips">
      {names.map((name) => (
        <li key={name}>
          <button type="button" class="chip" onClick={() => remove(name)}>
            <Foreign text={name} />
            <Icon name="close" />
            <span class="unseen">{t('filter.remove')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
