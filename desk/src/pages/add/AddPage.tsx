import { useState } from 'preact/hooks';
import { mayDecide, post } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import { jobs } from '../../api/live';
import type { Job } from '../../api/types';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { t } from '../../i18n/i18n';
import { AddressForm } from './AddressForm';
import { FilesForm } from './FilesForm';
import { JobCard } from './JobCard';
import type { Body } from './Send';
import { TextForm } from './TextForm';
import './add.css';

const WAYS = ['text', 'files', 'address'] as const;
type Way = (typeof WAYS)[number];

/** What was sent as a job, kept so that nothing is lost if it fails. */
interface Sent {
  id: string;
  way: Way;
  body: Body;
}

/** Takes articles in: pasted, dropped, or by an address. What was found appears as it is read. */
export function AddPage() {
  const [way, setWay] = useState<Way>('text');
  const [started, setStarted] = useState<Sent[]>([]);
  const [back, setBack] = useState<Sent | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (body: Body): Promise<boolean> => {
    setFailure(null);
    try {
      const job = await post<Job>(`/articles/${way}`, body);
      jobs.value = { ...jobs.value, [job.id]: jobs.value[job.id] ?? job };
      setStarted((last) => [{ id: job.id, way, body }, ...last]);
      setBack(null);
      return true;
    } catch (error) {
      setFailure(asFailure(error));
      return false;
    }
  };
  const putBack = (sent: Sent) => {
    setWay(sent.way);
    setBack(sent);
  };
  const given = back?.way === way ? back : null;
  const form = { send, given: given?.body };
  return (
    <Page name="add" title={t('add.title')} facts={<p>{t('add.what')}</p>}>
      {!mayDecide() && <p class="notice">{t('add.reader')}</p>}
      <div class="add-columns">
        <div>
          <fieldset class="group">
            <legend class="unseen">{t('add.way')}</legend>
            {WAYS.map((one) => (
              <button
                key={one}
                type="button"
                class="button"
                aria-pressed={one === way}
                onClick={() => setWay(one)}
              >
                {t(`add.${one}`)}
              </button>
            ))}
          </fieldset>
          {failure && <Notice failure={failure} />}
          {way === 'text' && <TextForm key={given?.id} {...form} />}
          {way === 'files' && <FilesForm key={given?.id} {...form} />}
          {way === 'address' && <AddressForm key={given?.id} {...form} />}
        </div>
        <section class="jobs" aria-labelledby="jobs-title">
          <h2 id="jobs-title">{t('add.found')}</h2>
          {started.length === 0 && <p class="hushed">{t('add.nothing_yet')}</p>}
          {started.map((sent) => {
            const job = jobs.value[sent.id];
            return job && <JobCard key={sent.id} job={job} putBack={() => putBack(sent)} />;
          })}
        </section>
      </div>
    </Page>
  );
}
