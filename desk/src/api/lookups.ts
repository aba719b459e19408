import type { Option } from '../components/Completion';
import { counted, word } from '../i18n/i18n';
import { get, path } from './client';
import { isKnown, learn } from './names';
import type { List, Matter, Party, PartyHead } from './types';

const SHOWN = 10;

/** Parties for completion, the busiest first; their names are remembered, since they may be chosen. */
export async function findParties(typed: string, abort?: AbortSignal): Promise<Option[]> {
  const found = await get<List<PartyHead>>(path('/parties', { q: typed, limit: SHOWN }), abort);
  learn({ names: { parties: namesOf(found.items), matters: {} } });
  return found.items.map(({ id, name, kind }) => ({ id, name, note: word('party_kind', kind) }));
}

export async function findMatters(typed: string, abort?: AbortSignal): Promise<Option[]> {
  const found = await get<List<Matter>>(path('/matters', { q: typed, limit: SHOWN }), abort);
  learn({ names: { parties: {}, matters: namesOf(found.items) } });
  return found.items.map(({ id, name, acts }) => ({ id, name, note: counted('act', acts) }));
}

/** Learns the names of ids that came with an address and that no answer has spoken of yet. */
export function learnNames(parties: readonly string[], matters: readonly string[]): void {
  for (const id of parties) {
    if (!isKnown('parties', id))
      void get<Party>(`/parties/${encodeURIComponent(id)}`).then(learnParty, ignore);
  }
  for (const id of matters) {
    if (!isKnown('matters', id)) void get(`/matters/${encodeURIComponent(id)}`).catch(ignore);
  }
}

function learnParty({ id, name }: Party): void {
  learn({ names: { parties: { [id]: name }, matters: {} } });
}

function namesOf(items: readonly { id: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(items.map(({ id, name }) => [id, name]));
}

/** A name that cannot be learned is shown as its id. */
function ignore(): void {}
