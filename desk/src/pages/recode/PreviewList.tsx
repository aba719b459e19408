import { useState } from 'preact/hooks';
import { matterName } from '../../api/names';
import type { Act, Preview } from '../../api/types';
import { Content } from '../../components/Content';
import { Day, Deadline } from '../../components/Day';
import { Foreign } from '../../components/Foreign';
import { KindWord } from '../../components/KindWord';
import { Notice } from '../../components/Notice';
import { Skeleton } from '../../components/Skeleton';
import { counted, t, word } from '../../i18n/i18n';
import { toAct } from '../../links';
import { Roles } from '../article/ActCard';
import type { Previewed } from './usePreview';

interface Props {
  preview: Previewed;
  /** It was done already. */
  made: boolean;
  waiting: boolean;
  apply: (note: string) => Promise<void>;
}

/** How many would change, some of them before and after, and the button that does it. */
export function PreviewList({ preview, made, waiting, apply }: Props) {
  const [note, setNote] = useState('');
  const { data, failure, loading } = preview;
  if (made) return <p class="hushed">{t('recode.made')}</p>;
  if (failure) return <Notice failure={failure} />;
  if (!data) return <Skeleton rows={3} />;
  return (
    <div aria-busy={loading}>
      <p class="recode-count" role="status">
        <strong>{counted('act', data.acts)}</strong> · {counted('event', data.events)}
        {data.examples.length < data.acts && ` · ${t('recode.some', { n: data.examples.length })}`}
      </p>
      <Examples examples={data.examples} />
      <form
        class="recode-apply"
        onSubmit={(event) => {
          event.preventDefault();
          void apply(note.trim());
        }}
      >
        <div class="field">
          <label for="recode-note">{t('recode.note')}</label>
          <input
            id="recode-note"
            type="text"
            maxLength={2000}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button main" disabled={waiting || loading || data.acts === 0}>
          {t('recode.apply', { acts: counted('act', data.acts) })}
        </button>
      </form>
    </div>
  );
}

function Examples({ examples }: { examples: Preview['examples'] }) {
  return (
    <table class="recode-examples">
      <thead>
        <tr>
          <th scope="col">{t('recode.before')}</th>
          <th scope="col">{t('recode.after')}</th>
          <th scope="col">{t('source')}</th>
        </tr>
      </thead>
      <tbody>
        {examples.map(({ before, after }) => (
          <tr key={before.id}>
            <td data-says={t('recode.before')}>
              <Shown act={before} />
            </td>
            <td data-says={t('recode.after')}>
              <Shown act={after} />
            </td>
            <td data-says={t('source')}>
              <a class="evidence" href={toAct(before)} lang={before.language}>
                <Foreign text={before.sentence} />
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shown({ act }: { act: Act }) {
  return (
    <>
      <p>
        <Roles roles={act.actors} strong />{' '}
        <KindWord kind={act.kind} status={act.status} many={act.actors.length > 1} />
        {act.recipients.length > 0 && ' → '}
        <Roles roles={act.recipients} />: <Content event={{ ...act, sentence: '' }} />
      </p>
      <p class="event-facts">
        <Day of={act} /> <Deadline iso={act.deadline} />
        {act.matter && (
          <span>
            <Foreign text={matterName(act.matter)} />
          </span>
        )}
        <span>{word('review', act.review)}</span>
      </p>
    </>
  );
}
