import { useState } from 'preact/hooks';
import { mayDecide } from '../../api/client';
import { t } from '../../i18n/i18n';
import { PublishedField } from './PublishedField';
import { type FormProps, givenIn } from './Send';

/** A text that was pasted. */
export function TextForm({ send, given }: FormProps) {
  const [text, setText] = useState(givenIn(given, 'text'));
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const said = (name: string) => String(fields.get(name) ?? '').trim() || null;
    const body = {
      text,
      title: said('title'),
      published: said('published'),
      url: said('url'),
      language: null,
    };
    if (await send(body)) {
      form.reset();
      setText('');
    }
  };
  return (
    <form class="add-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for="add-text">{t('add.text.label')}</label>
        <textarea
          id="add-text"
          rows={12}
          required
          value={text}
          placeholder={t('add.text.placeholder')}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div class="field-row">
        <div class="field">
          <label for="add-title">{t('add.title.label')}</label>
          <input id="add-title" name="title" type="text" defaultValue={givenIn(given, 'title')} />
        </div>
        <PublishedField given={given} />
      </div>
      <div class="field">
        <label for="add-url">{t('add.url.label')}</label>
        <input
          id="add-url"
          name="url"
          type="url"
          placeholder="https://"
          defaultValue={givenIn(given, 'url')}
        />
      </div>
      <button type="submit" class="button main" disabled={!mayDecide() || !text.trim()}>
        {t('add.read')}
      </button>
    </form>
  );
}
