import { useLocation } from 'preact-iso';
import { mayDecide } from '../api/client';
import { findParties } from '../api/lookups';
import type { Party } from '../api/types';
import type { Option } from '../components/Completion';
import { Menu } from '../components/Menu';
import { MergeInto } from '../components/MergeInto';
import { t } from '../i18n/i18n';
import { toParty } from '../links';
import { MADE } from '../review/Outcome';
import type { Deciding } from '../review/useDecision';

/** A party that is another one, whatever it is called: all that it did counts as that one's. */
export function SameParty({ party, deciding }: { party: Party; deciding: Deciding }) {
  const { route } = useLocation();
  if (!mayDecide()) return null;
  const find = async (typed: string, abort: AbortSignal) =>
    (await findParties(typed, abort)).filter(({ id }) => id !== party.id);
  const merge = async (into: Option, close: () => void) => {
    close();
    const body = { party: party.id, into: into.id };
    const decided = await deciding.decide({
      name: 'merge-parties',
      body,
      seen: { [party.id]: party.version },
    });
    if (decided) route(`${toParty(into.id)}?${MADE}=${decided.decision.number}`);
  };
  return (
    <Menu label={t('party.same')} align="end">
      {(close) => (
        <MergeInto
          name={party.name}
          label={t('party.same.as')}
          help={t('party.same.help')}
          find={find}
          merge={(into) => void merge(into, close)}
        />
      )}
    </Menu>
  );
}
