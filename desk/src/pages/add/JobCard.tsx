import { useEffect } from 'preact/hooks';
import { get, remove } from '../../api/client';
import { jobs } from '../../api/live';
import type { Job, JobFound } from '../../api/types';
import { Exactly } from '../../components/Exactly';
import { Foreign } from '../../components/Foreign';
import { saidOf } from '../../i18n/failures';
import { counted, t, word } from '../../i18n/i18n';
import { toArticle } from '../../links';
import { FoundActs } from './FoundActs';

const PAUSE = 1000;

interface Props {
  job: Job;
  /** Puts what was sent back into its form. */
  putBack: () => void;
}

/** A job of adding, and what it found so far. */
export function JobCard({ job, putBack }: Props) {
  const going = job.state === 'waiting' || job.state === 'running';
  useWatch(job.id, going);
  return (
    <section class="job" aria-label={t('add.job')}>
      <header>
        <strong role="status">
          {word('job_state', job.state)}
          {job.total !== null && ` · ${t('add.progress', { done: job.done, total: job.total })}`}
        </strong>
        {going && (
          <button type="button" class="button" onClick={() => void remove(`/jobs/${job.id}`)}>
            {t('add.cancel')}
          </button>
        )}
        {(job.state === 'failed' || job.state === 'cancelled') && (
          <button type="button" class="button" onClick={putBack}>
            {t('add.put_back')}
          </button>
        )}
      </header>
      {going && <progress value={job.done} max={job.total ?? undefined} aria-label={t('add.job')} />}
      <ul>
        {[...job.found].reverse().map((found) => (
          <li key={found.source + found.article}>
            <Found found={found} open={job.found.length === 1} />
          </li>
        ))}
        {job.errors.map((error) => (
          <li key={error.source + error.message} class="job-error">
            {error.source && (
              <>
                <bdi>{error.source}</bdi>:{' '}
              </>
            )}
            {saidOf(error)} <Exactly failure={error} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Found({ found, open }: { found: JobFound; open: boolean }) {
  return (
    <>
      <p>
        <a href={toArticle(found.article)}>
          <Foreign text={found.title ?? found.source} />
        </a>
        <span class="hushed small">
          {' '}
          {word('outcome', found.outcome)} · {counted('act', found.acts)}
          {found.duplicate_of && found.duplicate_of !== found.article && ` · ${t('articles.copy')}`}
        </span>
      </p>
      {open && <FoundActs article={found.article} />}
    </>
  );
}

/** The stream of events tells each step; asking now and then finds what it may have missed. */
function useWatch(id: string, going: boolean): void {
  useEffect(() => {
    if (!going) return;
    const look = () => {
      get<Job>(`/jobs/${id}`).then(
        (job) => {
          jobs.value = { ...jobs.value, [id]: job };
        },
        () => undefined,
      );
    };
    const timer = setInterval(look, PAUSE);
    return () => clearInterval(timer);
  }, [id, going]);
}
