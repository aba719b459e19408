import { t } from '../i18n/i18n';
import { Foreign } from './Foreign';

interface Told {
  content: string;
  condition: string;
  sentence: string;
}

/** What an act is about, with its condition; where nothing was found, the whole sentence. */
export function Content({ event, condition = true }: { event: Told; condition?: boolean }) {
  const { content, condition: on, sentence } = event;
  return (
    <span class="content">
      {content ? (
        <Foreign text={content} />
      ) : (
        <span class="sentence">{sentence && <Foreign text={sentence} />}</span>
      )}
      {condition && on && (
        <span class="condition">
          {content && ', '}
          <span class="unseen">{t('condition')}: </span>
          <Foreign text={on} />
        </span>
      )}
    </span>
  );
}
