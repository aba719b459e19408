import type { ScaleTime } from 'd3-scale';
import { dateOf, day } from '../../i18n/days';
import { t } from '../../i18n/i18n';
import { DAY } from './window';

interface Props {
  x: ScaleTime<number, number>;
  left: number;
  width: number;
  today: string | null;
  height: number;
}

/** The last day of the record: what stands behind it is still to come. */
export function TodayLine({ x, left, width, today, height }: Props) {
  if (!today) return null;
  const place = x(dateOf(today).getTime() + DAY);
  const end = x.range()[1] ?? place;
  if (place < left || place > end) return null;
  return (
    <g class="today">
      <rect x={place} width={Math.max(0, width - place)} y={0} height={height} />
      <line x1={place} x2={place} y1={0} y2={height}>
        <title>{t('as_of', { day: day(today) })}</title>
      </line>
    </g>
  );
}
