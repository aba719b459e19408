import { useEffect, useState } from 'preact/hooks';
import { mayDecide } from '../../api/client';
import type { Decided } from '../../api/types';
import { Empty } from '../../components/Empty';
import { Page } from '../../components/Page';
import { FilterBar } from '../../filters/FilterBar';
import { narrowing } from '../../filters/filter';
import { t } from '../../i18n/i18n';
import { MADE, Outcome } from '../../review/Outcome';
import { useDecision } from '../../review/useDecision';
import { useQuery } from '../../state/address';
import { ChangeForm } from './ChangeForm';
import { addressOf, type Change, changeIn, changesOf } from './change';
import { PreviewList } from './PreviewList';
import { filterBody, usePreview } from './usePreview';
import './recode.css';

/** Many acts changed at once: chosen by the filter, looked at before, decided as one, taken back as one. */
export function RecodePage() {
  const { filter } = useQuery();
  const narrow = narrowing(filter) > 0;
  return (
    <Page
      name="recode"
      title={t('recode.title')}
      facts={<p>{t('recode.what')}</p>}
      bar={<FilterBar />}
      tools={
        <a class="button" href="/decisions">
          {t('decisions.title')}
        </a>
      }
    >
      {mayDecide() ? <Recode narrow={narrow} /> : <p class="notice">{t('review.reader')}</p>}
    </Page>
  );
}

function Recode({ narrow }: { narrow: boolean }) {
  const { query, filter, set } = useQuery();
  const change = changeIn(query);
  const deciding = useDecision();
  const made = useMadeElsewhere(query.get(MADE));
  const preview = usePreview(narrow && !made ? filter : null, change, deciding.failure);
  const done = ({ decision }: Decided) => set({ [MADE]: String(decision.number) }, true);
  const apply = async (note: string) => {
    if (!change || !preview.data) return;
    const body = {
      filter: filterBody(filter),
      changes: changesOf(change),
      expect: preview.data.acts,
      ...(note && { note }),
    };
    const decided = await deciding.decide({ name: 'recode', body });
    if (decided) done(decided);
  };
  const choose = (chosen: Change | null) => {
    deciding.settle();
    set({ ...addressOf(chosen), [MADE]: null }, true);
  };
  return (
    <>
      <Outcome deciding={deciding} decided={done} />
      <ol class="recode-steps">
        <li>
          <h2>{t('recode.which')}</h2>
          <p class={narrow ? 'hushed' : 'notice'}>{t(narrow ? 'recode.which.set' : 'recode.which.none')}</p>
        </li>
        <li>
          <h2>{t('recode.change')}</h2>
          <ChangeForm change={change} choose={choose} />
        </li>
        <li>
          <h2>{t('recode.preview')}</h2>
          {narrow && change ? (
            <PreviewList preview={preview} made={made} waiting={deciding.waiting} apply={apply} />
          ) : (
            <Empty title={t('recode.nothing_yet')} />
          )}
        </li>
      </ol>
    </>
  );
}

/** Whether the decision in the address is the one that was just taken, so that the preview is over. */
function useMadeElsewhere(number: string | null): boolean {
  const [made, setMade] = useState(number !== null);
  useEffect(() => setMade(number !== null), [number]);
  return made;
}
