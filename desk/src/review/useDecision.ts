import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { post } from '../api/client';
import { asFailure, type Failure } from '../api/failure';
import type { Decided } from '../api/types';

export interface Asked {
  /** The end of its address: `/decisions/merge`. */
  name: string;
  body: Record<string, unknown>;
  /** The versions of its entries, as they were seen. */
  seen?: Record<string, number>;
}

/** One decision after the other, each with what became of it. */
export interface Deciding {
  /** What was decided, or null where it was refused. */
  decide: (asked: Asked) => Promise<Decided | null>;
  /** Decides the same again, about things as they now stand. */
  again: () => Promise<Decided | null>;
  /** Leaves it at what others decided. */
  settle: () => void;
  failure: Failure | null;
  waiting: boolean;
}

/** The numbers of what was decided since the page was opened. */
export const own = new Set<number>();

export function useDecision(): Deciding {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waiting, setWaiting] = useState(false);
  const last = useRef<Asked | null>(null);
  const decide = useCallback(async (asked: Asked) => {
    last.current = asked;
    setWaiting(true);
    setFailure(null);
    try {
      const { name, body, seen = {} } = asked;
      const decided = await post<Decided>(`/decisions/${name}`, { ...body, seen });
      own.add(decided.decision.number);
      return decided;
    } catch (error) {
      setFailure(asFailure(error));
      return null;
    } finally {
      setWaiting(false);
    }
  }, []);
  const again = useCallback(async () => {
    const asked = last.current;
    return asked && decide({ ...asked, seen: seenBy(asked.seen ?? {}, failure) });
  }, [decide, failure]);
  const settle = useCallback(() => setFailure(null), []);
  return useMemo(
    () => ({ decide, again, settle, failure, waiting }),
    [decide, again, settle, failure, waiting],
  );
}

/** The versions of the same entries, now that the decisions of others have been seen. */
function seenBy(seen: Record<string, number>, failure: Failure | null): Record<string, number> {
  const newest = Math.max(0, ...(failure?.conflict?.theirs ?? []).map(({ number }) => number));
  return Object.fromEntries(Object.entries(seen).map(([id, number]) => [id, Math.max(number, newest)]));
}
