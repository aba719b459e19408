import { effect, type ReadonlySignal } from '@preact/signals';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import type { Segment } from './segments';

/** Where the characters of a segment are drawn, if they are. */
export type Find = (segment: Segment) => Element | undefined;

/**
 * Lights the parts of an owner of marks: the one that is pointed at, else the one that rests lit. Only what is lit and
 * what was lit before is touched, however long the text is; nothing is drawn again.
 */
export function useLit(
  pieces: readonly Segment[],
  find: Find,
  resting: string | null,
  pointed: ReadonlySignal<string | null> | undefined,
): void {
  const owned = useMemo(() => byOwner(pieces), [pieces]);
  // After every drawing, for that may have brought what is to be lit.
  useLayoutEffect(() => {
    let lit: [Element, string[]][] = [];
    const dim = () => {
      for (const [element, classes] of lit) element.classList.remove(...classes);
      lit = [];
    };
    const stop = effect(() => {
      const owner = pointed?.value ?? resting;
      dim();
      for (const piece of (owner && owned.get(owner)) || []) {
        const element = find(piece);
        if (!element) continue;
        const classes = ['lit', `on-${litPart(piece, owner)}`];
        element.classList.add(...classes);
        lit.push([element, classes]);
      }
    });
    return () => {
      stop();
      dim();
    };
  });
}

function byOwner(pieces: readonly Segment[]): Map<string, Segment[]> {
  const owned = new Map<string, Segment[]>();
  for (const piece of pieces) {
    for (const owner of new Set(piece.marks.map((mark) => mark.owner))) {
      const some = owned.get(owner);
      if (some) some.push(piece);
      else owned.set(owner, [piece]);
    }
  }
  return owned;
}

/** What characters are to an owner: the narrower part where they are several. */
function litPart({ marks }: Segment, owner: string | null): string {
  const parts = marks.filter((mark) => mark.owner === owner).map(({ part }) => part);
  return parts.find((part) => part !== 'content' && part !== 'quote') ?? parts[0] ?? '';
}
