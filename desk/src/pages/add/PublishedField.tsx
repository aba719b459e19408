import { t } from '../../i18n/i18n';
import { type Body, givenIn } from './Send';

/** When an article came out, where that is not in it: "yesterday" is counted from this day. */
export function PublishedField({ given }: { given: Body | undefined }) {
  return (
    <div class="field">
      <label for="add-published">{t('add.published')}</label>
      <input
        id="add-published"
        name="published"
        type="date"
        aria-describedby="add-published-help"
        defaultValue={givenIn(given, 'published')}
      />
      <p id="add-published-help" class="small hushed">
        {t('add.published.help')}
      </p>
    </div>
  );
}
