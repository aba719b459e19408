import { options } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const AHEAD = '1200px 0px';

/**
 * Which parts of something long have come near the window so far, and those beside them: what is far away need not be
 * drawn, except on paper. The parts are the elements in the frame with `data-part`, numbered from 0; the `first` of them
 * count as near.
 */
export function useNear(
  frame: { readonly current: HTMLElement | null },
  parts: number,
  first: number,
): (part: number) => boolean {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    const element = frame.current;
    if (!element || parts <= first) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
        for (const one of seen) observer.unobserve(one);
        if (seen.length > 0) setNear((last) => withBeside(last, seen.map(partOf)));
      },
      { rootMargin: AHEAD },
    );
    for (const part of element.querySelectorAll('[data-part]')) observer.observe(part);
    const all = () => atOnce(() => setNear(new Set(Array(parts).keys())));
    addEventListener('beforeprint', all);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', all);
    };
  }, [frame, parts, first]);
  return (part) => part < first || near.has(part);
}

/** Draws what a change of state asks for before it comes back: a printer does not wait. */
function atOnce(change: () => void): void {
  const { debounceRendering } = options;
  options.debounceRendering = (draw) => draw();
  try {
    change();
  } finally {
    options.debounceRendering = debounceRendering;
  }
}

function partOf(element: Element): number {
  return Number((element as HTMLElement).dataset.part);
}

function withBeside(parts: ReadonlySet<number>, more: readonly number[]): ReadonlySet<number> {
  return new Set([...parts, ...more.flatMap((part) => [part - 1, part, part + 1])]);
}
