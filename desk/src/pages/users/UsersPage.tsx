import { session } from '../../api/client';
import { Empty } from '../../components/Empty';
import { Page } from '../../components/Page';
import { t } from '../../i18n/i18n';
import { Accounts } from './Accounts';
import { OwnPassword } from './OwnPassword';
import './users.css';

/** Who may use the desk and what they may do, for admins; one's own password, for everybody. */
export function UsersPage() {
  const { login_needed: guarded, user } = session.value ?? {};
  return (
    <Page name="users" title={t('users.title')}>
      {guarded ? (
        <>
          {user?.role === 'admin' ? <Accounts /> : <p class="hushed">{t('users.only_admins')}</p>}
          <OwnPassword />
        </>
      ) : (
        <Empty title={t('users.none')}>
          <p>{t('users.none.help')}</p>
          <pre class="command">depesche users add NAME --role admin --record {session.value?.record}</pre>
          <pre class="command">depesche serve --login --record {session.value?.record}</pre>
        </Empty>
      )}
    </Page>
  );
}
