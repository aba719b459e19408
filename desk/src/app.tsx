import { useEffect } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { session } from './api/client';
import { listen, stopListening } from './api/live';
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

const TimelinePage = lazy(() => import('./pages/timeline/TimelinePage').then((m) => m.TimelinePage));
const ExchangesPage = lazy(() => import('./pages/exchanges/ExchangesPage').then((m) => m.ExchangesPage));
const CommitmentsPage = lazy(() =>
  import('./pages/commitments/CommitmentsPage').then((m) => m.CommitmentsPage),
);
const ArticlePage = lazy(() => import('./pages/article/ArticlePage').then((m) => m.ArticlePage));
const ArticlesPage = lazy(() => import('./pages/ArticlesPage').then((m) => m.ArticlesPage));
const PartyPage = lazy(() => import('./pages/PartyPage').then((m) => m.PartyPage));
const MatterPage = lazy(() => import('./pages/matter/MatterPage').then((m) => m.MatterPage));
const SearchPage = lazy(() => import('./pages/SearchPage').then((m) => m.SearchPage));
const ReviewPage = lazy(() => import('./review/ReviewPage').then((m) => m.ReviewPage));
const AddPage = lazy(() => import('./pages/add/AddPage').then((m) => m.AddPage));
const DecisionsPage = lazy(() => import('./pages/decisions/DecisionsPage').then((m) => m.DecisionsPage));
const EventPage = lazy(() => import('./pages/event/EventPage').then((m) => m.EventPage));
const RecodePage = lazy(() => import('./pages/recode/RecodePage').then((m) => m.RecodePage));
const UsersPage = lazy(() => import('./pages/users/UsersPage').then((m) => m.UsersPage));
const BriefPage = lazy(() => import('./pages/brief/BriefPage').then((m) => m.BriefPage));

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
  const empty = useAnswer<RecordStatus>('/status').data?.articles === 0;
  if (empty && path !== '/add') return <FirstMorning />;
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/" component={BoardPage} />
        <Route path="/board" component={BoardPage} />
        <Route path="/timeline" component={TimelinePage} />
        <Route path="/exchanges" component={ExchangesPage} />
        <Route path="/commitments" component={CommitmentsPage} />
        <Route path="/articles" component={ArticlesPage} />
        <Route path="/article/:id" component={ArticlePage} />
        <Route path="/party/:id" component={PartyPage} />
        <Route path="/matter/:id" component={MatterPage} />
        <Route path="/search" component={SearchPage} />
        <Route path="/event/:id" component={EventPage} />
        <Route path="/review" component={ReviewPage} />
        <Route path="/recode" component={RecodePage} />
        <Route path="/users" component={UsersPage} />
        <Route path="/decisions" component={DecisionsPage} />
        <Route path="/add" component={AddPage} />
        <Route path="/brief" component={BriefPage} />
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
