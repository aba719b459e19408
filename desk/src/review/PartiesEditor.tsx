import { useState } from 'preact/hooks';
import { findParties } from '../api/lookups';
import type { Role } from '../api/types';
import { Completion } from '../components/Completion';
import { Foreign } from '../components/Foreign';
import { Icon } from '../components/Icon';
import { t } from '../i18n/i18n';

interface Props {
  roles: readonly Role[];
  label: string;
  /** Roles as they were, or names of parties. */
  save: (roles: (Role | string)[]) => void;
  cancel: () => void;
}

/** Who acts, or toward whom: taken away by a click, added by completion, saved by Enter in the empty field. */
export function PartiesEditor({ roles, label, save, cancel }: Props) {
  const [chosen, setChosen] = useState<(Role | string)[]>([...roles]);
  const press = (event: KeyboardEvent) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.value) return;
    if (event.key === 'Enter') save(chosen);
    else if (event.key === 'Backspace') setChosen(chosen.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="parties-editor" onKeyDownCapture={press}>
      <ul class="chips">
        {chosen.map((role, place) => (
          <li key={place}>
            <button
              type="button"
              class="chip"
              onClick={() => setChosen(chosen.filter((one) => one !== role))}
            >
              <Foreign text={nameOf(role)} />
              <Icon name="close" />
              <span class="unseen">{t('filter.remove')}</span>
            </button>
          </li>
        ))}
      </ul>
      {chosen.length > 0 && <p class="small hushed">{t('parties.help')}</p>}
      <Completion
        label={label}
        find={findParties}
        choose={({ name }) => setChosen([...chosen, name])}
        choosesFirst={false}
        focus
      />
      <div class="buttons">
        <button type="button" class="button main" onClick={() => save(chosen)}>
          {t('save')} <kbd>Enter</kbd>
        </button>
        <button type="button" class="button bare" onClick={cancel}>
          {t('cancel')} <kbd>Esc</kbd>
        </button>
      </div>
    </div>
  );
}

function nameOf(role: Role | string): string {
  if (typeof role === 'string') return role;
  return role.name ?? role.party_name ?? t('unknown_party');
}
