import type { ComponentChildren } from 'preact';
import { matterName } from '../api/names';
import type { Act } from '../api/types';
import { Day } from '../components/Day';
import { Foreign } from '../components/Foreign';
import { Icon } from '../components/Icon';
import { KindWord } from '../components/KindWord';
import { day } from '../i18n/days';
import { t, word } from '../i18n/i18n';
import { Roles } from '../pages/article/ActCard';
import { keyOf, type ReviewAction } from './reviewKeys';

interface Props {
  act: Act;
  editing: ReviewAction | null;
  /** Opens the editor of a field; null where the reader may not decide. */
  edit: ((field: ReviewAction | null) => void) | null;
}

const FIELDS: { field: ReviewAction; says: (act: Act) => ComponentChildren }[] = [
  { field: 'actors', says: (act) => (act.actors.length ? <Roles roles={act.actors} strong /> : null) },
  { field: 'kind', says: (act) => <KindWord kind={act.kind} /> },
  { field: 'recipients', says: (act) => (act.recipients.length ? <Roles roles={act.recipients} /> : null) },
  { field: 'content', says: (act) => act.content && <Foreign text={act.content} /> },
  { field: 'condition', says: (act) => act.condition && <Foreign text={act.condition} /> },
  { field: 'day', says: (act) => (act.day ? <Day of={act} /> : null) },
  { field: 'deadline', says: (act) => act.deadline && day(act.deadline) },
  { field: 'matter', says: (act) => act.matter && <Foreign text={matterName(act.matter)} /> },
  { field: 'status', says: (act) => word('status', act.status) },
  { field: 'trigger', says: (act) => <Foreign text={act.trigger} /> },
];

/** The fields of an act, each with the key that corrects it. */
export function Fields({ act, editing, edit }: Props) {
  return (
    <dl class="fields">
      {FIELDS.map(({ field, says }) => {
        const value = says(act);
        return (
          <div key={field} class={`fields-row field-${field}${editing === field ? ' editing' : ''}`}>
            <dt>{word('field', field)}</dt>
            <dd>
              <span class="field-value">{value || <span class="hushed">–</span>}</span>
              {edit && (
                <button
                  type="button"
                  class="button bare field-edit"
                  aria-label={`${word('field', field)}: ${t('edit')}`}
                  aria-expanded={editing === field}
                  onClick={() => edit(editing === field ? null : field)}
                >
                  <kbd aria-hidden="true">{keyOf(field)}</kbd>
                  <Icon name="edit" />
                </button>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
