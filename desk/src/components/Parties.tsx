import { partyName } from '../api/names';
import { toParty } from '../links';
import { Foreign } from './Foreign';

/** Parties by their ids, each a link to its page. */
export function Parties({ ids, strong = false }: { ids: readonly string[]; strong?: boolean }) {
  return (
    <>
      {ids.map((id, place) => (
        <span key={id} class="party">
          {place > 0 && ', '}
          <a href={toParty(id)} class={strong ? 'name strong' : 'name'}>
            <Foreign text={partyName(id)} />
          </a>
        </span>
      ))}
    </>
  );
}
