import { useState } from 'preact/hooks';
import { mayDecide, post } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import type { Matter } from '../../api/types';
import { Menu } from '../../components/Menu';
import { Notice } from '../../components/Notice';
import { t } from '../../i18n/i18n';

/** Gives a matter a better name. */
export function Rename({ matter }: { matter: Matter }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  if (!mayDecide()) return null;
  const send = async (event: SubmitEvent, close: () => void) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name')).trim();
    try {
      await post('/decisions/rename', { matter: matter.id, name, seen: { [matter.id]: matter.version } });
      close();
    } catch (error) {
      setFailure(asFailure(error));
    }
  };
  return (
    <Menu label={t('matter.rename')} align="end">
      {(close) => (
        <form class="rename" onSubmit={(event) => void send(event, close)}>
          <div class="field">
            <label for="matter-name">{t('matter.name')}</label>
            <input id="matter-name" name="name" type="text" defaultValue={matter.name} required />
          </div>
          {failure && <Notice failure={failure} />}
          <button type="submit" class="button main">
            {t('save')}
          </button>
        </form>
      )}
    </Menu>
  );
}
