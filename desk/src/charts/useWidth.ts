import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The width of an element in pixels, as the page gives it. */
export function useWidth<E extends HTMLElement>(): [{ current: E | null }, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const there = element.current;
    if (!there) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(there);
    setWidth(Math.floor(there.getBoundingClientRect().width));
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
