import {
  articleQuestion,
  articlesQuestion,
  boardQuestion,
  briefQuestion,
  commitmentsQuestion,
  eventQuestion,
  exchangesQuestion,
  graphQuestion,
  matterQuestion,
  partyQuestion,
  searchQuestion,
  timelineQuestions,
} from './api/questions';

/** A kind of address: the modules that draw it beside those that every page has, and what they ask at first. */
interface View {
  path: RegExp;
  modules: string[];
  asks?: (query: URLSearchParams, id: string) => string[];
}

const VIEWS: View[] = [
  { path: /^\/(board)?$/, modules: [], asks: (query) => [boardQuestion(query)] },
  { path: /^\/timeline$/, modules: ['TimelinePage', 'TimelineChart'], asks: timeline },
  {
    path: /^\/exchanges$/,
    modules: ['ExchangesPage'],
    asks: (query) => [exchangesQuestion(query), graphQuestion(query)],
  },
  {
    path: /^\/commitments$/,
    modules: ['CommitmentsPage'],
    asks: (query) => [commitmentsQuestion(query)],
  },
  { path: /^\/articles$/, modules: ['ArticlesPage'], asks: (query) => [articlesQuestion(query)] },
  { path: /^\/article\/([^/]+)$/, modules: ['ArticlePage'], asks: (_, id) => [articleQuestion(id)] },
  { path: /^\/party\/([^/]+)$/, modules: ['PartyPage'], asks: (query, id) => [partyQuestion(id, query)] },
  { path: /^\/matter\/([^/]+)$/, modules: ['MatterPage'], asks: (query, id) => [matterQuestion(id, query)] },
  { path: /^\/event\/([^/]+)$/, modules: ['EventPage'], asks: (_, id) => [eventQuestion(id)] },
  {
    path: /^\/search$/,
    modules: ['SearchPage'],
    asks: (query) => (query.get('q') ? [searchQuestion(query)] : []),
  },
  { path: /^\/brief$/, modules: ['BriefPage'], asks: (query) => [briefQuestion(query)] },
  { path: /^\/review$/, modules: ['ReviewPage'] },
  { path: /^\/recode$/, modules: ['RecodePage'] },
  { path: /^\/decisions$/, modules: ['DecisionsPage'] },
  { path: /^\/users$/, modules: ['UsersPage'] },
  { path: /^\/add$/, modules: ['AddPage'] },
];

/** What an address needs first: modules, and answers of the server. */
export function needsOf(address: URL): { modules: string[]; questions: string[] } {
  for (const { path, modules, asks } of VIEWS) {
    const found = path.exec(address.pathname);
    if (found) return { modules, questions: asks?.(address.searchParams, decoded(found[1] ?? '')) ?? [] };
  }
  return { modules: [], questions: [] };
}

function timeline(query: URLSearchParams): string[] {
  const { list, overview, lanes, inside, ahead } = timelineQuestions(query);
  return [list, overview, lanes, ...(inside ? [inside] : []), ahead];
}

/** As the pages themselves read what stands in an address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
