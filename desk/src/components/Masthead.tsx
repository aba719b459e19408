import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { session } from '../api/client';
import { connected } from '../api/live';
import { STATUS } from '../api/questions';
import type { RecordStatus } from '../api/types';
import { useAnswer } from '../api/useAnswer';
import { day } from '../i18n/days';
import { t } from '../i18n/i18n';
import { Icon } from './Icon';
import { Navigation } from './Navigation';
import { Preferences } from './Preferences';
import { QuickSearch } from './QuickSearch';

/** The head of every page: where one is, where one can go, and as of which day the record speaks. */
export function Masthead() {
  const { url } = useLocation();
  const [unfolded, setUnfolded] = useState(false);
  const status = useAnswer<RecordStatus>(STATUS).data;
  // It folds again on every new address.
  useEffect(() => setUnfolded(false), [url]);
  return (
    <header class="masthead">
      <div class="masthead-inner">
        <div class="masthead-top">
          <a class="brand" href="/">
            Depesche
          </a>
          <p class="record-name">
            <bdi>{session.value?.record}</bdi>
            {status?.last_day && <span> · {t('as_of', { day: day(status.last_day, 'long') })}</span>}
            {!connected.value && (
              <span class="lost" role="status">
                {t('lost')}
              </span>
            )}
          </p>
          <button
            type="button"
            class="button bare icon masthead-fold"
            aria-expanded={unfolded}
            aria-controls="masthead-folded"
            aria-label={t('menu')}
            onClick={() => setUnfolded(!unfolded)}
          >
            <Icon name={unfolded ? 'close' : 'menu'} />
          </button>
        </div>
        <div id="masthead-folded" class={unfolded ? 'masthead-folded unfolded' : 'masthead-folded'}>
          <QuickSearch />
          <Navigation status={status} />
          <Preferences />
        </div>
      </div>
    </header>
  );
}
