import { mayDecide } from '../api/client';
import { t } from '../i18n/i18n';
import { toReview } from '../links';

/** Leads to where an act is reviewed, for those who may. */
export function ReviewLink({ act }: { act: string }) {
  if (!mayDecide()) return null;
  return (
    <a class="quiet review-link" href={toReview(act)}>
      {t('review.this')}
    </a>
  );
}
