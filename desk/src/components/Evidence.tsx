import type { Event } from '../api/types';
import { day } from '../i18n/days';
import { counted, t } from '../i18n/i18n';
import { toArticle, toEvidence } from '../links';
import { plain } from '../text/hidden';
import { citation } from '../text/source';
import { Icon } from './Icon';

/** The link from an entry to the words it rests on: "abendblatt, 02.02.2024 +1". */
export function Evidence({ event }: { event: Event }) {
  const { source, sources } = event;
  const more = sources - 1;
  return (
    <>
      <a class="evidence" href={toEvidence(event)} title={plain(event.sentence)}>
        <bdi>{plain(source ? citation(source) : t('source'))}</bdi>
        {source?.published && `, ${day(source.published)}`}
        {more > 0 && (
          <span class="witnesses" title={counted('source', sources)}>
            <Icon name="witnesses" />
            <span aria-hidden="true">+{more}</span>
            <span class="unseen">{counted('source', sources)}</span>
          </span>
        )}
      </a>
      {source?.replaced_by && (
        <a class="quiet replaced" href={toArticle(source.replaced_by)}>
          {t(source.replaced ? 'source.replaced' : 'source.newer')}
        </a>
      )}
    </>
  );
}
