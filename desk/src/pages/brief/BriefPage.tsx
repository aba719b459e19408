import { path } from '../../api/client';
import type { Brief } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { FilterBar } from '../../filters/FilterBar';
import { queryOf } from '../../filters/filter';
import { day } from '../../i18n/days';
import { counted, t } from '../../i18n/i18n';
import { useQuery } from '../../state/address';
import { BriefSections } from './BriefSections';
import { BriefTools } from './BriefTools';
import './brief.css';

/** What a reader must know since a day, on one page that can be printed. */
export function BriefPage() {
  const { filter, setFilter } = useQuery();
  const wanted = queryOf(filter);
  const answer = useAnswer<Brief>(path('/brief', wanted));
  const brief = answer.data;
  const events = brief?.matters.reduce((sum, { events: some }) => sum + some.length, brief.left_out) ?? 0;
  return (
    <Page
      name="brief"
      title={brief ? t('brief.title', { day: day(brief.since, 'long') }) : t('nav.brief')}
      facts={brief && <Facts brief={brief} events={events} />}
      bar={<FilterBar />}
      tools={
        <BriefTools
          since={filter.from || (brief?.since ?? '')}
          query={wanted}
          set={(from) => setFilter({ ...filter, from })}
        />
      }
    >
      <Loaded answer={answer}>{(there) => <BriefSections brief={there} />}</Loaded>
    </Page>
  );
}

function Facts({ brief, events }: { brief: Brief; events: number }) {
  return (
    <p>
      {counted('event', events)}
      {brief.until && ` · ${t('as_of', { day: day(brief.until) })}`}
      {brief.left_out > 0 && ` · ${t('brief.left_out', { n: brief.left_out })}`}
    </p>
  );
}
