import { useState } from 'preact/hooks';
import { change, post, remove, session } from '../../api/client';
import type { Account, UserRole } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { moment } from '../../i18n/days';
import { counted, t, word } from '../../i18n/i18n';
import { NewPassword } from './NewPassword';
import type { Token } from './NewToken';
import { Role } from './Role';
import type { Sending } from './useSending';

interface Props {
  account: Account;
  sending: Sending;
  showToken: (token: Token) => void;
}

/** One user: the role is changed where it stands; the rest by buttons. Nobody shuts themselves out. */
export function AccountRow({ account, sending, showToken }: Props) {
  const { name, role, last_login, disabled, sessions, tokens } = account;
  const own = name === session.value?.user?.name;
  const place = `/users/${encodeURIComponent(name)}`;
  const setRole = (to: UserRole) =>
    void sending.send(
      () => change<Account>(place, { role: to }),
      t('users.said.role', { name, role: word('role', to) }),
    );
  return (
    <tr class={disabled ? 'account disabled' : 'account'}>
      <th scope="row">
        <Foreign text={name} />
        {own && <span class="hushed"> ({t('users.you')})</span>}
        {disabled && <span class="tag disabled-tag">{t('users.disabled')}</span>}
      </th>
      <td>
        <Role
          value={role}
          label={t('users.role_of', { name })}
          disabled={own || sending.waiting}
          choose={setRole}
        />
      </td>
      <td>{last_login ? moment(last_login) : t('users.never')}</td>
      <td>{`${counted('session', sessions)}, ${counted('token', tokens)}`}</td>
      <td>
        <Deeds account={account} own={own} place={place} sending={sending} showToken={showToken} />
      </td>
    </tr>
  );
}

type Asking = 'password' | 'remove' | null;

function Deeds({ account, own, place, sending, showToken }: Props & { own: boolean; place: string }) {
  const { name, disabled, sessions, tokens } = account;
  const [asking, ask] = useState<Asking>(null);
  const toggle = () =>
    void sending.send(
      () => change<Account>(place, { disabled: !disabled }),
      t(disabled ? 'users.said.enabled' : 'users.said.disabled', { name }),
    );
  const token = async () => {
    const made = await sending.send(
      () => post<Omit<Token, 'name'>>(`${place}/tokens`, {}),
      t('users.said.token', { name }),
    );
    if (made) showToken({ ...made, name });
  };
  const revoke = () =>
    void sending.send(() => post<unknown>(`${place}/revoke`, {}), t('users.said.revoked', { name }));
  const setPassword = async (password: string) => {
    const done = await sending.send(
      () => change<Account>(place, { password }),
      t('users.said.password', { name }),
    );
    if (done) ask(null);
  };
  if (asking === 'password') return <NewPassword name={name} save={setPassword} cancel={() => ask(null)} />;
  if (asking === 'remove')
    return (
      <div class="buttons">
        <span>{t('users.remove.sure', { name })}</span>
        <button
          type="button"
          class="button main"
          onClick={() => void sending.send(() => remove<undefined>(place), t('users.said.removed', { name }))}
        >
          {t('users.remove')}
        </button>
        <button type="button" class="button" onClick={() => ask(null)}>
          {t('cancel')}
        </button>
      </div>
    );
  const button = (label: string, act: () => void) => (
    <button type="button" class="button" disabled={sending.waiting} onClick={act}>
      {label}
      <span class="unseen"> {name}</span>
    </button>
  );
  return (
    <div class="buttons">
      {!own && button(t(disabled ? 'users.enable' : 'users.disable'), toggle)}
      {!own && button(t('users.password'), () => ask('password'))}
      {button(t('users.token'), () => void token())}
      {sessions + tokens > 0 && button(t('users.revoke'), revoke)}
      {!own && button(t('users.remove'), () => ask('remove'))}
    </div>
  );
}
