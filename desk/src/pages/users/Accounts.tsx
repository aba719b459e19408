import { useState } from 'preact/hooks';
import type { Account, List } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { Loaded } from '../../components/Loaded';
import { Notice } from '../../components/Notice';
import { counted, t } from '../../i18n/i18n';
import { AccountRow } from './AccountRow';
import { AddAccount } from './AddAccount';
import { NewToken, type Token } from './NewToken';
import { useSending } from './useSending';

/** All users, what can be done about each, and the form for another one. */
export function Accounts() {
  const answer = useAnswer<List<Account>>('/users');
  const [token, setToken] = useState<Token | null>(null);
  const sending = useSending(answer.reload);
  return (
    <>
      {sending.failure && <Notice failure={sending.failure} />}
      <p class="users-said small" role="status">
        {sending.said}
      </p>
      {token && <NewToken token={token} close={() => setToken(null)} />}
      <Loaded answer={answer} rows={4}>
        {(list) => (
          <section aria-labelledby="accounts-title">
            <h2 id="accounts-title">{counted('user', list.items.length)}</h2>
            <table class="accounts">
              <thead>
                <tr>
                  <th scope="col">{t('login.name')}</th>
                  <th scope="col">{t('users.role')}</th>
                  <th scope="col">{t('users.last_login')}</th>
                  <th scope="col">{t('users.in_use')}</th>
                  <th scope="col">{t('users.do')}</th>
                </tr>
              </thead>
              <tbody>
                {list.items.map((account) => (
                  <AccountRow key={account.name} account={account} sending={sending} showToken={setToken} />
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Loaded>
      <AddAccount sending={sending} />
    </>
  );
}
