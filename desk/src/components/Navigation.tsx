import { useLocation } from 'preact-iso';
import type { RecordStatus } from '../api/types';
import { type Key, numeral, t } from '../i18n/i18n';
import { toFiltered } from '../links';
import { useQuery } from '../state/address';

interface Entry {
  page: string;
  key: Key;
  /** What waits there. */
  count?: (status: RecordStatus) => number;
}

const ENTRIES: Entry[] = [
  { page: '/', key: 'nav.board' },
  { page: '/timeline', key: 'nav.timeline' },
  { page: '/exchanges', key: 'nav.exchanges', count: ({ exchanges }) => exchanges.open },
  { page: '/commitments', key: 'nav.commitments', count: ({ commitments }) => commitments.pending },
  { page: '/brief', key: 'nav.brief' },
  { page: '/search', key: 'nav.search' },
  { page: '/articles', key: 'nav.articles' },
  { page: '/review', key: 'nav.review', count: ({ unreviewed }) => unreviewed },
  { page: '/add', key: 'nav.add' },
];

/** The pages; the filter goes along from one to the next. */
export function Navigation({ status }: { status: RecordStatus | null }) {
  const { path } = useLocation();
  const { filter } = useQuery();
  return (
    <nav class="navigation" aria-label={t('nav.title')}>
      <ul>
        {ENTRIES.map(({ page, key, count }) => {
          const number = status && count ? count(status) : 0;
          return (
            <li key={page}>
              <a href={toFiltered(page, filter)} aria-current={isAt(path, page) ? 'page' : undefined}>
                {t(key)}
                {number > 0 && <span class="nav-count">{numeral(number)}</span>}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function isAt(path: string, page: string): boolean {
  return (
    path === page ||
    (page === '/' && path === '/board') ||
    (page === '/articles' && path.startsWith('/article/')) ||
    (page === '/review' && (path === '/decisions' || path === '/recode'))
  );
}
