import { Empty } from '../components/Empty';
import { counted, t } from '../i18n/i18n';

export function ReviewDone({ made }: { made: number }) {
  return (
    <Empty title={t('review.done')}>
      {made > 0 && <p>{counted('made', made)}</p>}
      <p>{t('review.done.help')}</p>
      <p>
        <a href="/">{t('nav.board')}</a>
      </p>
    </Empty>
  );
}
