import { t } from '../i18n/i18n';

/** Past the head of the page, for those who come by keyboard. */
export function SkipLink() {
  return (
    // biome-ignore lint/a11y/useValidAnchor: it goes to a place on this page; the click moves the focus too
    <a
      class="skip"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        const main = document.getElementById('main');
        main?.focus();
        main?.scrollIntoView();
      }}
    >
      {t('skip')}
    </a>
  );
}
