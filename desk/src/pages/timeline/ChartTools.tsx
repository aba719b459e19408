import { t } from '../../i18n/i18n';

interface Props {
  zoomIn: () => void;
  zoomOut: () => void;
  showAll: () => void;
  whole: boolean;
}

export function ChartTools({ zoomIn, zoomOut, showAll, whole }: Props) {
  return (
    <div class="chart-tools">
      <div class="group">
        <button
          type="button"
          class="button icon"
          aria-label={t('zoom.in')}
          title={t('zoom.in')}
          onClick={zoomIn}
        >
          +
        </button>
        <button
          type="button"
          class="button icon"
          aria-label={t('zoom.out')}
          title={t('zoom.out')}
          disabled={whole}
          onClick={zoomOut}
        >
          −
        </button>
        <button type="button" class="button" disabled={whole} onClick={showAll}>
          {t('zoom.all')}
        </button>
      </div>
      <p class="small hushed">
        <span class="with-mouse">{t('zoom.help.mouse')}</span>
        <span class="with-fingers">{t('zoom.help.fingers')}</span> {t('zoom.help')}
      </p>
    </div>
  );
}
