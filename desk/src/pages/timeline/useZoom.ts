import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity } from 'd3-zoom';
import { useEffect, useRef } from 'preact/hooks';
import { same, type Window } from './window';

interface Props {
  all: Window;
  window: Window;
  setWindow: (window: Window) => void;
  left: number;
  width: number;
}

const CLOSEST = 400;

/** Moves the window by dragging, pinching, and the wheel with Ctrl (alone it scrolls the page). */
export function useZoom({ all, window, setWindow, left, width }: Props): { current: HTMLDivElement | null } {
  const area = useRef<HTMLDivElement>(null);
  const behaviour = useRef<ZoomBehavior<HTMLDivElement, unknown> | null>(null);
  const latest = useRef({ all, window, setWindow, left, width });
  latest.current = { all, window, setWindow, left, width };
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    behaviour.current = zoom<HTMLDivElement, unknown>()
      .scaleExtent([1, CLOSEST])
      .filter(
        (event: Event) =>
          event.type !== 'wheel' || (event as WheelEvent).ctrlKey || (event as WheelEvent).metaKey,
      )
      .on('zoom', (event: D3ZoomEvent<HTMLDivElement, unknown>) => {
        const now = latest.current;
        if (!event.sourceEvent) return;
        now.setWindow(windowAt(event.transform, now));
      });
    const selection = select(element);
    selection.call(behaviour.current).on('dblclick.zoom', null);
    return () => {
      selection.on('.zoom', null);
    };
  }, []);
  useEffect(() => {
    const element = area.current;
    if (!element || !behaviour.current || width <= left) return;
    behaviour.current
      .extent([
        [left, 0],
        [width, 1],
      ])
      .translateExtent([
        [left, 0],
        [width, 1],
      ]);
    const { k, x } = transformOf(window, { all, left, width });
    select(element).property('__zoom', zoomIdentity.translate(x, 0).scale(k));
  }, [window, all, left, width]);
  return area;
}

type Place = Pick<Props, 'all' | 'left' | 'width'>;

function transformOf([start, end]: Window, { all, left, width }: Place): { k: number; x: number } {
  const k = (all[1] - all[0]) / Math.max(1, end - start);
  const place = left + ((start - all[0]) / (all[1] - all[0])) * (width - left);
  return { k, x: left - place * k };
}

function windowAt({ k, x }: { k: number; x: number }, { all, left, width }: Place): Window {
  const time = (place: number) => all[0] + (((place - x) / k - left) / (width - left)) * (all[1] - all[0]);
  const found: Window = [time(left), time(width)];
  return same(found, all) ? all : found;
}
