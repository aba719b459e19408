import { useEffect, useState } from 'preact/hooks';

/** Something that a page does not wait for; `there` is undefined until it is loaded, null where it does not come. */
export interface Later<T extends object> {
  load: () => Promise<T | null>;
  there: T | null | undefined;
}

/** Milliseconds that a page is drawn later, so that it can be drawn as a whole. */
const MOMENT = 60;

export function later<T extends object>(load: () => Promise<T>): Later<T> {
  const one: Later<T> = {
    there: undefined,
    load: async () => {
      one.there = await load().catch(() => null);
      return one.there;
    },
  };
  return one;
}

/** Waits for something a moment only: what is on its way already mostly comes in it. */
export async function soon(one: Later<object>): Promise<void> {
  await Promise.race([one.load(), new Promise((resolve) => setTimeout(resolve, MOMENT))]);
}

/** What is loaded while the page is shown already, or was before. */
export function useLater<T extends object>(one: Later<T>): T | null | undefined {
  const [there, setThere] = useState(one.there);
  useEffect(() => {
    let left = false;
    if (!there) {
      one.load().then((loaded) => {
        if (!left) setThere(loaded);
      });
    }
    return () => {
      left = true;
    };
  }, [one, there]);
  return there;
}
