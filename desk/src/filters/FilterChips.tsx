import type { ComponentChildren } from 'preact';
import { matterName, partyName } from '../api/names';
import { Foreign } from '../components/Foreign';
import { Icon } from '../components/Icon';
import { KindWord } from '../components/KindWord';
import { day } from '../i18n/days';
import { percent, t } from '../i18n/i18n';
import type { FieldProps } from './FieldProps';
import { EVERYTHING, type Filter, type ListField, toggled } from './filter';

interface Chip {
  key: string;
  says: ComponentChildren;
  without: Filter;
}

/** What is filtered by now; each can be taken away. */
export function FilterChips({ filter, change }: FieldProps) {
  return (
    <ul class="chips" aria-label={t('filter.active')}>
      {chipsOf(filter).map(({ key, says, without }) => (
        <li key={key}>
          <button type="button" class="chip" onClick={() => change(without)}>
            {says}
            <Icon name="close" />
            <span class="unseen">{t('filter.remove')}</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="button bare" onClick={() => change(EVERYTHING)}>
          {t('filter.clear')}
        </button>
      </li>
    </ul>
  );
}

/** The same in words, where nothing can be taken away: on paper. */
export function FilterSaid({ filter }: { filter: Filter }) {
  return (
    <>
      {chipsOf(filter).map(({ key, says }, place) => (
        <span key={key}>
          {place > 0 && ', '}
          {says}
        </span>
      ))}
    </>
  );
}

function chipsOf(filter: Filter): Chip[] {
  const listed = (field: ListField, says: (value: string) => ComponentChildren): Chip[] =>
    filter[field].map((value) => ({
      key: `${field}-${value}`,
      says: says(value),
      without: toggled(filter, field, value),
    }));
  return [
    ...listed('party', (id) => <Foreign text={partyName(id)} />),
    ...listed('recipient', (id) => (
      <>
        {'→ '}
        <Foreign text={partyName(id)} />
      </>
    )),
    ...listed('matter', (id) => <Foreign text={matterName(id)} />),
    ...listed('kind', (kind) => <KindWord kind={kind} />),
    ...single(filter),
  ];
}

function single(filter: Filter): Chip[] {
  const { from, to, text, confidence, reviewed } = filter;
  const chips: (Chip | null)[] = [
    from || to ? { key: 'days', says: daysOf(from, to), without: { ...filter, from: '', to: '' } } : null,
    text ? { key: 'text', says: `„${text}“`, without: { ...filter, text: '' } } : null,
    confidence === null
      ? null
      : { key: 'confidence', says: `≥ ${percent(confidence)}`, without: { ...filter, confidence: null } },
    reviewed === null
      ? null
      : {
          key: 'reviewed',
          says: t(reviewed ? 'filter.reviewed.yes' : 'filter.reviewed.no'),
          without: { ...filter, reviewed: null },
        },
  ];
  return chips.filter((chip) => chip !== null);
}

function daysOf(from: string, to: string): string {
  if (from && to) return `${day(from)} – ${day(to)}`;
  return from ? t('days.from', { day: day(from) }) : t('days.to', { day: day(to) });
}
