import { percent, t } from '../i18n/i18n';

interface Props {
  score: number;
  reason: string;
  confirmed: boolean;
}

/** Why a link was made, and how sure it is; until a person confirms it, it is a suggestion. */
export function Sure({ score, reason, confirmed }: Props) {
  return (
    <span class="sure-reason">
      {confirmed ? t('confirmed') : t('suggestion', { share: percent(score) })}
      {reason && <bdi>: {reason}</bdi>}
    </span>
  );
}
