import type { ReviewState } from '../api/types';
import { percent, t, word } from '../i18n/i18n';
import { Icon, type IconName } from './Icon';

const ICONS: Record<ReviewState, IconName | null> = {
  open: null,
  confirmed: 'check',
  edited: 'edit',
  rejected: 'close',
};

/** What people decided about an entry; where nobody has, how sure the machine is. */
export function ReviewMark({ review, confidence }: { review: ReviewState; confidence: number | null }) {
  const icon = ICONS[review];
  if (!icon) {
    return confidence === null ? null : <span class="sure">{t('sure', { share: percent(confidence) })}</span>;
  }
  return (
    <span class={`review-mark review-${review}`}>
      <Icon name={icon} /> {word('review', review)}
    </span>
  );
}
