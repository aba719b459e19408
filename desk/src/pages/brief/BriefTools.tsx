import { useState } from 'preact/hooks';
import { address, getText, path } from '../../api/client';
import { language, t } from '../../i18n/i18n';

interface Props {
  since: string;
  query: URLSearchParams;
  set: (since: string) => void;
}

/** Since when; print; copy as Markdown; take along as a page. */
export function BriefTools({ since, query, set }: Props) {
  const [said, say] = useState<'copied' | 'failed' | null>(null);
  const wanted = new URLSearchParams(query);
  wanted.set('language', language.value);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await getText(path('/brief.md', wanted)));
      say('copied');
    } catch {
      say('failed');
    }
  };
  return (
    <div class="brief-tools">
      <label class="brief-since">
        {t('brief.since')}
        <input type="date" value={since} onChange={(event) => set(event.currentTarget.value)} />
      </label>
      <button type="button" class="button" onClick={() => window.print()}>
        {t('brief.print')}
      </button>
      <button type="button" class="button" onClick={() => void copy()}>
        {t('brief.copy')}
      </button>
      <a class="button" href={address(path('/brief.html', wanted))} download>
        {t('brief.page')}
      </a>
      <span role="status" class="small">
        {said && t(`brief.${said}`)}
      </span>
    </div>
  );
}
