import { percent, t } from '../i18n/i18n';
import { reasonSaid } from '../i18n/reasons';

interface Props {
  score: number;
  reason: string;
  confirmed: boolean;
  /** Of the article that gives the reason. */
  lang: string;
}

/** Why a link was made, and how sure it is; until a person confirms it, it is a suggestion. */
export function Sure({ score, reason, confirmed, lang }: Props) {
  const said = reasonSaid(reason, lang);
  return (
    <span class="sure-reason">
      {confirmed ? t('confirmed') : t('suggestion', { share: percent(score) })}
      {reason && <bdi lang={said.lang}>: {said.text}</bdi>}
    </span>
  );
}
