import { session } from '../../api/client';
import { briefQuestion, STATUS } from '../../api/questions';
import type { Brief, RecordStatus } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { Foreign } from '../../components/Foreign';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { FilterBar } from '../../filters/FilterBar';
import { FilterSaid } from '../../filters/FilterChips';
import { type Filter, narrowing, queryOf } from '../../filters/filter';
import { day } from '../../i18n/days';
import { counted, t } from '../../i18n/i18n';
import { toFiltered } from '../../links';
import { useQuery } from '../../state/address';
import { BriefSections } from './BriefSections';
import { BriefTools } from './BriefTools';
import './brief.css';

/** What a reader must know since a day, on one page that can be printed. */
export function BriefPage() {
  const { query, filter, setFilter } = useQuery();
  const wanted = queryOf(filter);
  const answer = useAnswer<Brief>(briefQuestion(query));
  const brief = answer.data;
  const events = brief?.matters.reduce((sum, { events: some }) => sum + some.length, brief.left_out) ?? 0;
  return (
    <Page
      name="brief"
      title={brief ? t('brief.title', { day: day(brief.since, 'long') }) : t('nav.brief')}
      facts={brief && <Facts brief={brief} events={events} filter={filter} />}
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

function Facts({ brief, events, filter }: { brief: Brief; events: number; filter: Filter }) {
  return (
    <>
      <p>
        {counted('event', events)}
        {brief.until && ` · ${t('as_of', { day: day(brief.until) })}`}
        {brief.left_out > 0 && (
          <>
            {' · '}
            <a href={toFiltered('/timeline', { ...filter, from: brief.since })}>
              {t('brief.left_out', { n: brief.left_out })}
            </a>
          </>
        )}
      </p>
      <OnPaper until={brief.until} filter={filter} />
    </>
  );
}

/** What the page around it says on the screen: of which record it is, as of when, and under which filter. */
function OnPaper({ until, filter }: { until: string | null; filter: Filter }) {
  const last = useAnswer<RecordStatus>(STATUS).data?.last_day ?? null;
  return (
    <p class="on-paper">
      <Foreign text={session.value?.record ?? ''} />
      {!until && last && ` · ${t('as_of', { day: day(last) })}`}
      {narrowing(filter) > 0 && (
        <>
          {` · ${t('filter.title')}: `}
          <FilterSaid filter={filter} />
        </>
      )}
    </p>
  );
}
