import { useEffect, useState } from 'preact/hooks';

let opened = false;

/**
 * Whether the desk is being opened, and something is drawn for the first time: what nobody sees yet may be left out.
 * `there`: whether there is something to draw. Whoever comes back to a page finds all of it at once.
 */
export function useOpening(there: boolean): boolean {
  const [opening, setOpening] = useState(!opened);
  useEffect(() => {
    if (!there || !opening) return;
    opened = true;
    setOpening(false);
  }, [there, opening]);
  return opening;
}
