/** The shapes of docs/http-api.md, written by hand. Days are ISO dates, moments ISO date-times in UTC. */

import type { Kind } from '../kinds';
import type { Span } from '../text/codepoints';

export type Status = 'actual' | 'planned' | 'negated';
export type ReviewState = 'open' | 'confirmed' | 'edited' | 'rejected';
export type ExchangeStatus = 'open' | 'rejected' | 'agreed' | 'countered' | 'settled';
export type CommitmentStatus = 'pending' | 'come_true' | 'lapsed' | 'withdrawn';
export type AnswerKind = 'agree' | 'reject' | 'counter' | 'deny';
export type UserRole = 'reader' | 'reviewer' | 'admin';

export interface Names {
  parties: Record<string, string>;
  matters: Record<string, string>;
}

export interface Named {
  names: Names;
}

export interface List<Item> extends Named {
  items: Item[];
  next: string | null;
  total: number | null;
}

export interface Source {
  article: string;
  name: string;
  title: string | null;
  url: string | null;
  published: string | null;
  /** Newer versions of the articles that tell the entry do not tell it any more. */
  replaced: boolean;
  /** The next version of this article. */
  replaced_by: string | null;
}

export interface Role {
  mention: Span | null;
  name: string | null;
  party_name: string | null;
  party: string | null;
  person: string | null;
  reason: string | null;
}

export interface ActSpans {
  trigger: Span[];
  content: Span[];
  condition: Span[];
  sentence: Span | null;
  time: Span | null;
  deadline: Span | null;
}

export interface Act {
  id: string;
  article: string;
  event: string;
  matter: string | null;
  kind: Kind;
  status: Status;
  actors: Role[];
  recipients: Role[];
  trigger: string;
  content: string;
  condition: string;
  sentence: string;
  spans: ActSpans;
  condition_party: string | null;
  time: string;
  time_value: string | null;
  day: string | null;
  last_day: string | null;
  dated_by: 'time' | 'published' | 'none';
  deadline: string | null;
  published: string | null;
  statement: string | null;
  confidence: number | null;
  review: ReviewState;
  origin: 'read' | 'hand';
  language: string;
  extractor: string | null;
  version: number;
}

export interface Event {
  id: string;
  lead: string;
  acts: string[];
  sources: number;
  kind: Kind;
  status: Status;
  actors: string[];
  recipients: string[];
  matter: string | null;
  trigger: string;
  content: string;
  condition: string;
  sentence: string;
  day: string | null;
  last_day: string | null;
  dated_by: 'time' | 'published' | 'none';
  deadline: string | null;
  confidence: number | null;
  review: ReviewState;
  language: string;
  source: Source | null;
}

export interface Decision {
  number: number;
  who: string;
  at: string;
  action: string;
  subject: 'act' | 'matter' | 'answer' | 'commitment' | 'party';
  subjects: string[];
  changes: Record<string, unknown>;
  /** What the changed fields were before, by act, of the first few. */
  before: Record<string, Record<string, unknown>>;
  undoes: number | null;
  note: string;
  holds: boolean;
}

export interface Log extends List<Decision> {
  /** The acts that the decisions are about, some of each. */
  acts: Act[];
}

export interface MatterWord {
  word: string;
  form: string;
  weight: number;
}

export interface Matter {
  id: string;
  name: string;
  words: MatterWord[];
  pinned: string[];
  named_by_hand: boolean;
  acts: number;
  version: number;
}

export interface Answer {
  event: Event;
  kind: AnswerKind;
  score: number;
  reason: string;
  confirmed: boolean;
}

export interface Exchange {
  id: string;
  status: ExchangeStatus;
  opening: Event;
  repeats: Event[];
  answers: Answer[];
  /** What settled it, where nobody has answered. */
  settled: Settled | null;
}

export interface Settled {
  status: CommitmentStatus;
  by: Event | null;
  score: number;
  reason: string;
  confirmed: boolean;
}

export interface Commitment {
  id: string;
  status: CommitmentStatus;
  event: Event;
  by: Event | null;
  score: number;
  reason: string;
  confirmed: boolean;
  version: number;
}

export interface Stance {
  party: string;
  matter: string;
  event: Event;
  before: Event | null;
  changed: boolean;
  reason: string;
}

export interface Cell extends Stance {
  events: number;
  new: boolean;
}

export interface Session {
  user: { name: string; role: UserRole } | null;
  login_needed: boolean;
  csrf: string;
  language: string;
  record: string;
  version: string;
}

export interface RecordStatus {
  record: string;
  version: string;
  articles: number;
  acts: number;
  events: number;
  parties: number;
  matters: number;
  exchanges: Record<ExchangeStatus, number>;
  commitments: Record<CommitmentStatus, number>;
  decisions: number;
  unreviewed: number;
  first_day: string | null;
  last_day: string | null;
  writes: number;
}

export interface ArticleHead {
  id: string;
  title: string | null;
  source: string;
  url: string | null;
  published: string | null;
  language: string;
  revision: number;
  replaced_by: string | null;
  group: string;
  added: string;
  acts: number;
}

export interface Statement {
  id: string;
  type: string;
  medium: string | null;
  quote: Span[];
  cue: Span[];
  speaker: Span[];
  addressee: Span[];
  frame: Span[];
  relayed_by: Span[];
  speaker_name: string | null;
  speaker_party: string | null;
  confidence: number | null;
}

export interface TimeExpression {
  span: Span;
  type: string;
  value: string | null;
  start: string | null;
  end: string | null;
  granularity: string | null;
  deadline: boolean;
}

export interface Mention {
  party: string | null;
  name: string;
  kind: string;
  acts_for: string | null;
  spans: Span[];
}

export interface Article extends Omit<ArticleHead, 'acts'>, Named {
  given_id: string;
  text: string;
  extractor: string;
  notices: string[];
  sentences: Span[];
  statements: Statement[];
  times: TimeExpression[];
  mentions: Mention[];
  acts: Act[];
  revisions: ArticleHead[];
  copies: ArticleHead[];
}

/** An article as the server tells it: what follows from it or is as it mostly is, is left out of its acts and statements. */
export interface ArticleTold extends Omit<Article, 'acts' | 'statements'> {
  acts: ActTold[];
  statements: (Pick<Statement, 'id' | 'type'> & Partial<Statement>)[];
}

export type ActTold = Pick<Act, 'id' | 'kind'> &
  Partial<Omit<Act, 'actors' | 'recipients' | 'spans'>> & {
    actors?: Partial<Role>[];
    recipients?: Partial<Role>[];
    spans?: Partial<ActSpans>;
  };

export interface JobFound {
  article: string;
  title: string | null;
  source: string;
  outcome: 'new' | 'known' | 'revision' | 'reread';
  acts: number;
  duplicate_of: string | null;
}

export interface JobError {
  source: string;
  code: string;
  message: string;
}

export interface Job {
  id: string;
  kind: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  who: string;
  done: number;
  total: number | null;
  found: JobFound[];
  errors: JobError[];
  started: string | null;
  ended: string | null;
}

export interface Witness {
  act: Act;
  source: Source;
  group: string;
}

export interface Difference {
  what: 'number' | 'date' | 'wording' | 'party' | 'status';
  values: { value: string; acts: string[] }[];
}

export interface ShownAct extends Named {
  act: Act;
  event: Event;
  article: ArticleHead;
  before: string;
  after: string;
  witnesses: Witness[];
  differences: Difference[];
  exchanges: Exchange[];
  commitments: Commitment[];
  history: Decision[];
}

export interface ReviewItem {
  act: Act;
  source: Source;
  before: string;
  after: string;
  sources: number;
}

export interface Decided extends Named {
  decision: Decision;
  acts: Act[];
}

export interface Conflict {
  yours: { action: string; ids: string[]; changes: Record<string, unknown> };
  theirs: Decision[];
  now: Act[];
}

export interface Preview extends Named {
  acts: number;
  events: number;
  examples: { before: Act; after: Act }[];
}

export interface Account {
  name: string;
  role: UserRole;
  added: string;
  last_login: string | null;
  disabled: boolean;
  sessions: number;
  tokens: number;
}

export interface PartyHead {
  id: string;
  name: string;
  kind: string;
  events: number;
}

export interface Office {
  person: string;
  party: string;
  title: string;
  first: string | null;
  last: string | null;
}

export interface Party extends PartyHead {
  names: string[];
  offices: Office[];
  persons: string[];
  cells: Cell[];
  positions: Stance[];
  changes: Stance[];
  history: Decision[];
  version: number;
  names_of: Names;
}

export interface MatterPage extends Named {
  matter: Matter;
  parties: { party: string; events: number }[];
  cells: Cell[];
  positions: Stance[];
  history: Decision[];
}

export interface Board extends Named {
  parties: string[];
  matters: string[];
  cells: Cell[];
  since: string | null;
  until: string | null;
  left_out: { parties: number; matters: number };
}

export interface DensityBin {
  start: string;
  end: string;
  events: number;
  kinds: Partial<Record<Kind, number>>;
}

export interface DensityLane {
  id: string | null;
  events: number;
  bins: DensityBin[];
}

export interface Density extends Named {
  bin: string;
  by: string;
  first: string | null;
  last: string | null;
  total: number;
  undated: number;
  lanes: DensityLane[];
  /** Other parties or matters, which have no lane. */
  left_out: number;
}

export interface AheadItem {
  event: Event;
  day: string;
  why: 'deadline' | 'planned';
}

export interface Ahead extends List<AheadItem> {
  today: string | null;
}

export interface CommitmentList extends List<Commitment> {
  day: string | null;
}

export interface GraphEdge {
  from: string;
  to: string;
  events: number;
  kinds: Partial<Record<Kind, number>>;
}

export interface Graph extends Named {
  nodes: PartyHead[];
  edges: GraphEdge[];
  left_out: number;
}

export interface SnippetPiece {
  text: string;
  hit: boolean;
}

export interface Hit {
  event: Event;
  snippet: SnippetPiece[];
}

export interface Brief extends Named {
  since: string;
  until: string | null;
  matters: { matter: string | null; events: Event[] }[];
  changes: Stance[];
  exchanges: Exchange[];
  commitments: Commitment[];
  ahead: Event[];
  left_out: number;
}

export interface ErrorBody {
  error: {
    code: string;
    message: string;
    hint: string | null;
    field: string | null;
    conflict?: Conflict;
  };
}
