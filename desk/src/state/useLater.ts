import { useEffect, useState } from 'preact/hooks';

/** Something that is loaded while the page is shown already; undefined until it is there, null where it does not come. */
export function useLater<T extends object>(load: () => Promise<T>): T | null | undefined {
  const [there, setThere] = useState<T | null>();
  // It is the same at every drawing.
  useEffect(() => {
    let left = false;
    load().then(
      (loaded) => {
        if (!left) setThere(loaded);
      },
      () => {
        if (!left) setThere(null);
      },
    );
    return () => {
      left = true;
    };
  }, []);
  return there;
}
