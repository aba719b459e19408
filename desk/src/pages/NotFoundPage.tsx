import { Empty } from '../components/Empty';
import { Page } from '../components/Page';
import { t } from '../i18n/i18n';

export function NotFoundPage() {
  return (
    <Page name="not-found" title={t('not_found')}>
      <Empty title={t('not_found.why')}>
        <a href="/">{t('not_found.back')}</a>
      </Empty>
    </Page>
  );
}
