import { partyName } from '../../api/names';
import type { Event } from '../../api/types';
import { day, days } from '../../i18n/days';
import { does, t, word } from '../../i18n/i18n';
import { plain } from '../../text/hidden';
import type { Lane } from './lanes';

/** What is drawn of an event: its own sign, the flag of its deadline, or an arrow to a day far ahead. */
export interface Sign {
  form: 'mark' | 'due' | 'far';
  event: Event;
  lane: number;
  x: number;
  y: number;
  /** The day of a deadline, or that far ahead. */
  day: string | null;
  /** How many others an arrow stands for. */
  others: number;
}

/** A sign may stand a little beside the last day. */
const BESIDE = 6;

export interface Frame {
  /** Where each lane begins. */
  tops: readonly number[];
  left: number;
  right: number;
  size: number;
  /** From the top of a lane to its first row. */
  above: number;
  /** Nothing is drawn behind the right edge, so arrows point there. */
  atEnd: boolean;
}

/** All signs inside a frame, lane by lane, in each from left to right. */
export function signsOf(lanes: readonly Lane[], frame: Frame): Sign[] {
  return lanes.flatMap((one, lane) => {
    const y = (row: number) => (frame.tops[lane] ?? 0) + frame.above + (row + 0.5) * frame.size;
    const marks = one.placed.map(
      ({ event, x, row }): Sign => ({ form: 'mark', event, lane, x, y: y(row), day: null, others: 0 }),
    );
    const due = one.due.map(
      ({ event, x, row }): Sign => ({
        form: 'due',
        event,
        lane,
        x,
        y: y(row),
        day: event.deadline,
        others: 0,
      }),
    );
    const inside = [...marks, ...due].filter(({ x }) => x >= frame.left && x <= frame.right + BESIDE);
    inside.sort((a, b) => a.x - b.x || a.y - b.y);
    const [first, ...others] = frame.atEnd ? one.far : [];
    if (!first) return inside;
    const { event, day: on } = first;
    const far = { form: 'far', event, lane, x: frame.right, y: y(one.rows - 1), day: on } as const;
    return [...inside, { ...far, others: others.length }];
  });
}

/** Which sign a key leads to: left and right within a lane, up and down to the nearest of another one. */
export function beside(signs: readonly Sign[], place: number, key: string): number | null {
  const here = signs[place];
  if (!here) return null;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const next = place + (key === 'ArrowLeft' ? -1 : 1);
    return signs[next]?.lane === here.lane ? next : place;
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const lanes = signs.map(({ lane }) => lane);
  const lane =
    key === 'ArrowUp'
      ? Math.max(...lanes.filter((one) => one < here.lane))
      : Math.min(...lanes.filter((one) => one > here.lane));
  const there = signs.flatMap((sign, number) => (sign.lane === lane ? [number] : []));
  const far = (number: number) => Math.abs((signs[number]?.x ?? 0) - here.x);
  return there.length === 0 ? place : there.reduce((one, two) => (far(two) < far(one) ? two : one));
}

/** A sign in words, for those who do not see it: who does what toward whom, when. */
export function saidOf({ form, event, day: on }: Sign): string {
  const names = (ids: readonly string[]) => ids.map((id) => plain(partyName(id))).join(', ');
  const who = names(event.actors) || t('unknown_party');
  const status = event.status === 'actual' ? '' : ` (${word('status', event.status)})`;
  const toward = event.recipients.length > 0 ? ` ${t('toward')} ${names(event.recipients)}` : '';
  const when = form === 'mark' ? days(event.day, event.last_day) : `${t('deadline')} ${day(on)}`;
  const what = plain(event.content || event.sentence);
  return `${who} ${does(event.kind, event.actors.length > 1)}${status}${toward}, ${when}: ${what}`;
}
