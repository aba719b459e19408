import { Empty } from '../../components/Empty';
import { t } from '../../i18n/i18n';

export function BoardEmpty() {
  return (
    <Empty title={t('nothing_under_filter')}>
      <a href="/">{t('filter.clear')}</a>
    </Empty>
  );
}
