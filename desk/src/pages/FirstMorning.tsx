import { Empty } from '../components/Empty';
import { Page } from '../components/Page';
import { t } from '../i18n/i18n';

/** What the desk shows while its record is empty. */
export function FirstMorning() {
  return (
    <Page name="empty" title={t('first.title')}>
      <Empty title={t('first.what')}>
        <p>{t('first.how')}</p>
        <p>
          <a class="button main" href="/add">
            {t('first.add')}
          </a>
        </p>
      </Empty>
    </Page>
  );
}
