import { percent, t } from '../i18n/i18n';

interface Props {
  score: number;
  reason: string;
  confirmed: boolean;
  /** That of the reason. */
  lang?: string;
}

/** Why a link was made, and how sure it is; until a person confirms it, it is a suggestion. */
export function Sure({ score, reason, confirmed, lang }: Props) {
  return (
    <span class="sure-reason">
      {confirmed ? t('confirmed') : t('suggestion', { share: percent(score) })}
      {reason && <bdi lang={lang}>: {reason}</bdi>}
    </span>
  );
}
