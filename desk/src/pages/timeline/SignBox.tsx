import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { EventLine } from '../../components/EventLine';
import { Icon } from '../../components/Icon';
import { t } from '../../i18n/i18n';
import type { Pointed } from './LaneMarks';

interface Props {
  pointed: Pointed;
  /** Of the lanes. */
  width: number;
  height: number;
  /** At the window's bottom, where there is no room beside the sign. */
  fixed: boolean;
  /** The mouse has come to it, or left it. */
  entered: () => void;
  left: () => void;
  close: () => void;
}

const WIDE = 400;
const APART = 14;

/** What the sign that is pointed at stands for, beside it. */
export function SignBox({ pointed, width, height, fixed, entered, left: leave, close }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { x, y } = pointed;
  const [above, setAbove] = useState(false);
  useLayoutEffect(() => {
    const frame = box.current?.parentElement?.getBoundingClientRect();
    const high = box.current?.offsetHeight ?? 0;
    if (frame) setAbove(frame.top + y + APART + high > innerHeight && frame.top + y - APART - high > 0);
  }, [pointed]);
  const left = Math.max(0, Math.min(x - WIDE / 2, width - WIDE));
  const place = above ? { bottom: `${height - y + APART}px` } : { top: `${y + APART}px` };
  const keep = (event: Event) => event.stopPropagation(); // the lanes must not move under it
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing acts here but the links and the button
    <div
      ref={box}
      class={fixed ? 'sign-box fixed' : 'sign-box'}
      style={fixed ? undefined : { left: `${left}px`, width: `${WIDE}px`, ...place }}
      onPointerEnter={entered}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && leave()}
      onMouseDown={keep}
      onTouchStart={keep}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <button type="button" class="button bare icon" aria-label={t('close')} onClick={close}>
        <Icon name="close" />
      </button>
      <EventLine event={pointed.event} />
    </div>
  );
}
