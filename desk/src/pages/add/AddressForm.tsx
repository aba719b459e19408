import { mayDecide } from '../../api/client';
import { t } from '../../i18n/i18n';
import { PublishedField } from './PublishedField';
import type { Send } from './Send';

/** A page of the web, which the server fetches. */
export function AddressForm({ send }: { send: Send }) {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const body = {
      url: String(fields.get('url')).trim(),
      published: fields.get('published') || null,
      language: null,
    };
    if (await send('/articles/address', body)) form.reset();
  };
  return (
    <form class="add-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for="add-address">{t('add.address.label')}</label>
        <input id="add-address" name="url" type="url" required placeholder="https://" />
        <p class="small hushed">{t('add.address.help')}</p>
      </div>
      <PublishedField />
      <button type="submit" class="button main" disabled={!mayDecide()}>
        {t('add.read')}
      </button>
    </form>
  );
}
