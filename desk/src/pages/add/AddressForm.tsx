import { mayDecide } from '../../api/client';
import { t } from '../../i18n/i18n';
import { PublishedField } from './PublishedField';
import { type FormProps, givenIn } from './Send';

/** A page of the web, which the server fetches. */
export function AddressForm({ send, given }: FormProps) {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const body = {
      url: String(fields.get('url')).trim(),
      published: String(fields.get('published') ?? '') || null,
      language: null,
    };
    if (await send(body)) form.reset();
  };
  return (
    <form class="add-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for="add-address">{t('add.address.label')}</label>
        <input
          id="add-address"
          name="url"
          type="url"
          required
          placeholder="https://"
          defaultValue={givenIn(given, 'url')}
        />
        <p class="small hushed">{t('add.address.help')}</p>
      </div>
      <PublishedField given={given} />
      <button type="submit" class="button main" disabled={!mayDecide()}>
        {t('add.read')}
      </button>
    </form>
  );
}
