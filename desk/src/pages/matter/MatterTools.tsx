import { useLocation } from 'preact-iso';
import { mayDecide } from '../../api/client';
import { findMatters } from '../../api/lookups';
import type { Decided, Matter } from '../../api/types';
import type { Option } from '../../components/Completion';
import { Menu } from '../../components/Menu';
import { MergeInto } from '../../components/MergeInto';
import { t } from '../../i18n/i18n';
import { toMatter } from '../../links';
import { MADE } from '../../review/Outcome';
import type { Deciding } from '../../review/useDecision';
import { PinWords } from './PinWords';

export interface ToolProps {
  matter: Matter;
  deciding: Deciding;
  made: (decided: Decided) => void;
}

/** A better name, words that draw acts to it, another matter that it is part of. */
export function MatterTools(props: ToolProps) {
  if (!mayDecide()) return null;
  return (
    <>
      <Menu label={t('matter.rename')} align="end">
        {(close) => <Rename {...props} close={close} />}
      </Menu>
      <Menu label={t('matter.pin')} align="end">
        {(close) => <PinWords {...props} close={close} />}
      </Menu>
      <Menu label={t('matter.merge')} align="end">
        {(close) => <Merge {...props} close={close} />}
      </Menu>
    </>
  );
}

export type Closing = ToolProps & { close: () => void };

export function seen({ id, version }: Matter): Record<string, number> {
  return { [id]: version };
}

function Rename({ matter, deciding, made, close }: Closing) {
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name')).trim();
    close();
    const body = { matter: matter.id, name };
    const decided = await deciding.decide({ name: 'rename', body, seen: seen(matter) });
    if (decided) made(decided);
  };
  return (
    <form class="matter-tool" onSubmit={(event) => void send(event)}>
      <div class="field">
        <label for="matter-name">{t('matter.name')}</label>
        <input id="matter-name" name="name" type="text" defaultValue={matter.name} maxLength={300} required />
      </div>
      <button type="submit" class="button main">
        {t('save')}
      </button>
    </form>
  );
}

function Merge({ matter, deciding, close }: Closing) {
  const { route } = useLocation();
  const find = async (typed: string, abort: AbortSignal) =>
    (await findMatters(typed, abort)).filter(({ id }) => id !== matter.id);
  const merge = async (into: Option) => {
    close();
    const body = { matter: matter.id, into: into.id };
    const decided = await deciding.decide({ name: 'merge-matters', body, seen: seen(matter) });
    if (decided) route(`${toMatter(into.id)}?${MADE}=${decided.decision.number}`);
  };
  return (
    <MergeInto
      name={matter.name}
      label={t('matter.merge.into')}
      help={t('matter.merge.help')}
      find={find}
      merge={(into) => void merge(into)}
    />
  );
}
