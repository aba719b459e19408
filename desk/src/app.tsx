import { useEffect } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { session } from './api/client';
import { listen, stopListening } from './api/live';
import { STATUS } from './api/questions';
import type { RecordStatus } from './api/types';
import { useAnswer } from './api/useAnswer';
import { KeyHelp } from './components/KeyHelp';
import { Masthead } from './components/Masthead';
import { QUICK_SEARCH } from './components/QuickSearch';
import { SkipLink } from './components/SkipLink';
import { BoardPage } from './pages/board/BoardPage';
import { FirstMorning } from './pages/FirstMorning';
import { LoginPage } from './pages/LoginPage';
import { NotFoundPage } from './pages/NotFoundPage';
import { helpShown, useKeys } from './state/keys';
import { remember } from './state/storage';
import { soon } from './state/useLater';
import { needsOf } from './views';

/** Pages that are loaded when they are needed, by the name of their module. */
const LATER = {
  TimelinePage: lazy(() =>
    import('./pages/timeline/TimelinePage').then(async (m) => {
      await soon(m.CHART);
      return m.TimelinePage;
    }),
  ),
  ExchangesPage: lazy(() => import('./pages/exchanges/ExchangesPage').then((m) => m.ExchangesPage)),
  CommitmentsPage: lazy(() => import('./pages/commitments/CommitmentsPage').then((m) => m.CommitmentsPage)),
  ArticlePage: lazy(() => import('./pages/article/ArticlePage').then((m) => m.ArticlePage)),
  ArticlesPage: lazy(() => import('./pages/ArticlesPage').then((m) => m.ArticlesPage)),
  PartyPage: lazy(() => import('./pages/PartyPage').then((m) => m.PartyPage)),
  MatterPage: lazy(() => import('./pages/matter/MatterPage').then((m) => m.MatterPage)),
  SearchPage: lazy(() => import('./pages/SearchPage').then((m) => m.SearchPage)),
  ReviewPage: lazy(() => import('./review/ReviewPage').then((m) => m.ReviewPage)),
  AddPage: lazy(() => import('./pages/add/AddPage').then((m) => m.AddPage)),
  DecisionsPage: lazy(() => import('./pages/decisions/DecisionsPage').then((m) => m.DecisionsPage)),
  EventPage: lazy(() => import('./pages/event/EventPage').then((m) => m.EventPage)),
  RecodePage: lazy(() => import('./pages/recode/RecodePage').then((m) => m.RecodePage)),
  UsersPage: lazy(() => import('./pages/users/UsersPage').then((m) => m.UsersPage)),
  BriefPage: lazy(() => import('./pages/brief/BriefPage').then((m) => m.BriefPage)),
};

/** Loads the page of an address, so that it is drawn at once; one that cannot be loaded is tried again there. */
export async function loadPage(address: URL): Promise<void> {
  const pages = Object.entries(LATER).filter(([name]) => needsOf(address).modules.includes(name));
  await Promise.all(pages.map(([, page]) => page.preload().catch(() => undefined)));
}

export function App() {
  return (
    <LocationProvider>
      <Desk />
    </LocationProvider>
  );
}

function Desk() {
  const { needed, user } = { needed: session.value?.login_needed, user: session.value?.user };
  const shut = needed && !user;
  const { path, route } = useLocation();
  useEffect(() => {
    if (shut && path === '/') route('/login', true);
  }, [shut, path, route]);
  useEffect(() => {
    remember('shut', shut ? 'yes' : 'no');
    if (shut) stopListening();
    else listen();
  }, [shut]);
  if (shut) return <LoginPage />;
  return (
    <>
      <SkipLink />
      <Keys />
      <Masthead />
      <Pages />
      <KeyHelp />
    </>
  );
}

/** While the record is empty, every page but that for adding says how to begin. */
function Pages() {
  const { path } = useLocation();
  const empty = useAnswer<RecordStatus>(STATUS).data?.articles === 0;
  if (empty && path !== '/add') return <FirstMorning />;
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/" component={BoardPage} />
        <Route path="/board" component={BoardPage} />
        <Route path="/timeline" component={LATER.TimelinePage} />
        <Route path="/exchanges" component={LATER.ExchangesPage} />
        <Route path="/commitments" component={LATER.CommitmentsPage} />
        <Route path="/articles" component={LATER.ArticlesPage} />
        <Route path="/article/:id" component={LATER.ArticlePage} />
        <Route path="/party/:id" component={LATER.PartyPage} />
        <Route path="/matter/:id" component={LATER.MatterPage} />
        <Route path="/search" component={LATER.SearchPage} />
        <Route path="/event/:id" component={LATER.EventPage} />
        <Route path="/review" component={LATER.ReviewPage} />
        <Route path="/recode" component={LATER.RecodePage} />
        <Route path="/users" component={LATER.UsersPage} />
        <Route path="/decisions" component={LATER.DecisionsPage} />
        <Route path="/add" component={LATER.AddPage} />
        <Route path="/brief" component={LATER.BriefPage} />
        <Route path="/login" component={BoardPage} />
        <Route default component={NotFoundPage} />
      </Router>
    </ErrorBoundary>
  );
}

/** The keys that work on every page. */
function Keys() {
  useKeys({
    '?': () => {
      helpShown.value = true;
    },
    '/': () => document.getElementById(QUICK_SEARCH)?.focus(),
  });
  return null;
}
