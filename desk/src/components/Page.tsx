import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { session } from '../api/client';
import { plain } from '../text/hidden';
import { Foreign } from './Foreign';

interface Props {
  title: string;
  /** A line of facts under the title. */
  facts?: ComponentChildren;
  /** What can be done with the page, beside its title. */
  tools?: ComponentChildren;
  /** Stands above the title, over the whole width: the filter bar. */
  bar?: ComponentChildren;
  name: string;
  children: ComponentChildren;
}

let first = true;

/** The frame of every page. Its heading takes the focus when one comes from another page. */
export function Page({ title, facts, tools, bar, name, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  useEffect(() => {
    document.title = `${plain(title)} · ${session.value?.record ?? 'Depesche'}`;
  }, [title]);
  return (
    <>
      {bar}
      <main id="main" class={`page page-${name}`} tabIndex={-1}>
        <header class="page-head">
          <div>
            <h1 ref={heading} tabIndex={-1}>
              <Foreign text={title} />
            </h1>
            {facts && <div class="page-facts">{facts}</div>}
          </div>
          {tools && <div class="page-tools">{tools}</div>}
        </header>
        {children}
      </main>
    </>
  );
}
