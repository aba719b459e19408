import { Glyph } from '../../charts/Glyph';
import { day } from '../../i18n/days';
import { lookOf } from '../../kinds';
import { toEvidence } from '../../links';
import { type Sign, saidOf } from './signs';

interface Props {
  sign: Sign;
  place: number;
  /** The Tab key comes here. */
  stop: boolean;
  /** This sign is explained. */
  on: boolean;
  /** Its event is. */
  alike: boolean;
  point: (sign: Sign) => void;
  /** The mouse has left it. */
  left: () => void;
  /** The focus has come here. */
  reached: (place: number) => void;
}

/** A sign of an event: pointing at it, coming to it or the first tap explains it, then it leads to the words it rests on. */
export function SignLink({ sign, place, stop, on, alike, point, left, reached }: Props) {
  return (
    <a
      href={toEvidence(sign.event)}
      tabindex={stop ? 0 : -1}
      data-sign={place}
      class={classesOf(sign, alike)}
      aria-label={saidOf(sign)}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && point(sign)}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && left()}
      onFocus={(event) => {
        reached(place);
        if (event.currentTarget.matches(':focus-visible')) point(sign);
      }}
      onClick={(click) => {
        if (on) return;
        click.preventDefault();
        click.stopPropagation();
        point(sign);
      }}
    >
      <Drawn sign={sign} />
    </a>
  );
}

function classesOf({ form, event }: Sign, on: boolean): string {
  const planned = form === 'mark' && event.status === 'planned';
  return `${form} tone-${lookOf(event.kind).tone}${on ? ' on' : ''}${planned ? ' planned' : ''}`;
}

function Drawn({ sign: { form, event, x, y, day: on, others } }: { sign: Sign }) {
  if (form === 'due') return <path d={`M${x} ${y + 7}v-14h9l-2.5 3.5 2.5 3.5h-9`} />;
  if (form === 'far')
    return (
      <text x={x + 12} y={y + 4}>
        {day(on)}
        {others > 0 && ` +${others}`} →
      </text>
    );
  return (
    <>
      <circle cx={x} cy={y} r={8} />
      <Glyph kind={event.kind} x={x} y={y} size={11} />
    </>
  );
}
