import { t } from '../i18n/i18n';
import { Foreign } from './Foreign';

interface Told {
  content: string;
  condition: string;
  sentence: string;
  language?: string;
}

/** What an act is about, with its condition; where nothing was found, the whole sentence. */
export function Content({ event, condition = true }: { event: Told; condition?: boolean }) {
  const { content, condition: on, sentence, language } = event;
  return (
    <span class="content">
      {content ? (
        <Foreign text={content} lang={language} />
      ) : (
        <span class="sentence">{sentence && <Foreign text={sentence} lang={language} />}</span>
      )}
      {condition && on && (
        <span class="condition">
          {content && ', '}
          <span class="unseen">{t('condition')}: </span>
          <Foreign text={on} lang={language} />
        </span>
      )}
    </span>
  );
}
