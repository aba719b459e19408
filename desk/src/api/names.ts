import { signal } from '@preact/signals';
import type { Named, Names } from './types';

/** The names of all parties and matters that any answer has spoken of so far, by id. */
const known = signal<Names>({ parties: {}, matters: {} });

/** Remembers the names that came with an answer. */
export function learn(answer: Partial<Named> & { names_of?: Names }): void {
  const names = answer.names_of ?? answer.names;
  if (!names || Array.isArray(names) || !hasNew(names)) return;
  known.value = {
    parties: { ...known.value.parties, ...names.parties },
    matters: { ...known.value.matters, ...names.matters },
  };
}

export function partyName(id: string): string {
  return known.value.parties[id] ?? id;
}

export function matterName(id: string): string {
  return known.value.matters[id] ?? id;
}

export function isKnown(group: keyof Names, id: string): boolean {
  return id in known.value[group];
}

function hasNew(names: Names): boolean {
  return (['parties', 'matters'] as const).some((group) =>
    Object.entries(names[group] ?? {}).some(([id, name]) => known.value[group][id] !== name),
  );
}
