import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { post } from '../api/client';
import { asFailure, type Failure } from '../api/failure';
import type { Act, Decided } from '../api/types';

export interface Wish {
  action: 'confirm' | 'reject' | 'edit' | 'assign' | 'split';
  /** Beside ids: changes of an edit, the matter of an assignment, whether the whole event is meant. */
  body?: Record<string, unknown>;
}

/** What this reader decides, and can take back. */
export interface Decisions {
  /** Decides about an act as it was seen; the act as it then stands, or null where it failed. */
  decide: (act: Act, wish: Wish) => Promise<Act | null>;
  /** Takes back the last one; the act it was about. */
  undo: () => Promise<Act | null>;
  /** The numbers of the decisions of this reader. */
  mine: ReadonlySet<number>;
  made: number;
  canUndo: boolean;
  waiting: boolean;
  failure: Failure | null;
  /** What was wanted when it failed. */
  wish: Wish | null;
  settle: () => void;
}

export function useDecisions(): Decisions {
  const [stack, setStack] = useState<number[]>([]);
  const [failed, setFailed] = useState<{ failure: Failure; wish: Wish | null } | null>(null);
  const [waiting, setWaiting] = useState(false);
  const mine = useRef(new Set<number>());
  const busy = useRef(false);
  const send = useCallback(
    async (name: string, body: unknown, wish: Wish | null): Promise<Decided | null> => {
      if (busy.current) return null;
      busy.current = true;
      setWaiting(true);
      setFailed(null);
      try {
        const decided = await post<Decided>(`/decisions/${name}`, body);
        mine.current.add(decided.decision.number);
        return decided;
      } catch (error) {
        setFailed({ failure: asFailure(error), wish });
        return null;
      } finally {
        busy.current = false;
        setWaiting(false);
      }
    },
    [],
  );
  const decide = useCallback(
    async (act: Act, wish: Wish) => {
      const body = { ids: [act.id], seen: { [act.id]: act.version }, ...wish.body };
      const decided = await send(wish.action, body, wish);
      if (decided) setStack((last) => [...last, decided.decision.number]);
      return decided?.acts.find(({ id }) => id === act.id) ?? decided?.acts[0] ?? null;
    },
    [send],
  );
  const undo = useCallback(async () => {
    const number = stack.at(-1);
    if (number === undefined) return null;
    const decided = await send('undo', { number }, null);
    if (decided) setStack((last) => last.slice(0, -1));
    return decided?.acts[0] ?? null;
  }, [send, stack]);
  return useMemo(
    () => ({
      decide,
      undo,
      mine: mine.current,
      made: stack.length,
      canUndo: stack.length > 0,
      waiting,
      failure: failed?.failure ?? null,
      wish: failed?.wish ?? null,
      settle: () => setFailed(null),
    }),
    [decide, undo, stack.length, waiting, failed],
  );
}
