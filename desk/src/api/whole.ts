import { Offsets, type Span } from '../text/codepoints';
import type { Act, ActSpans, ActTold, Article, ArticleTold, Role, Statement } from './types';

/** Stands between the spans of one part, where its words are told. */
const BETWEEN = ' … ';
const ROLE: Role = { mention: null, name: null, party_name: null, party: null, person: null, reason: null };
const SPANS: ActSpans = {
  trigger: [],
  content: [],
  condition: [],
  sentence: null,
  time: null,
  deadline: null,
};
const STATEMENT: Omit<Statement, 'id' | 'type'> = {
  medium: null,
  quote: [],
  cue: [],
  speaker: [],
  addressee: [],
  frame: [],
  relayed_by: [],
  speaker_name: null,
  speaker_party: null,
  confidence: null,
};
const ACT = {
  matter: null,
  status: 'actual',
  condition_party: null,
  time_value: null,
  day: null,
  dated_by: 'none',
  deadline: null,
  statement: null,
  confidence: null,
  review: 'open',
  origin: 'read',
  version: 0,
} as const satisfies Partial<Act>;

/** An article with all that was left out of its acts and statements, since it follows from the article. */
export function whole(told: ArticleTold): Article {
  const offsets = new Offsets(told.text);
  const roles = rolesWith(told.names.parties);
  return {
    ...told,
    acts: told.acts.map((act) => ({
      ...ACT,
      extractor: act.origin === 'hand' ? null : told.extractor,
      event: act.id,
      last_day: act.day ?? null,
      ...wordsOf({ ...SPANS, ...act.spans }, offsets),
      ...act,
      ...roles(act),
      spans: { ...SPANS, ...act.spans },
      article: told.id,
      published: told.published,
      language: told.language,
    })),
    statements: told.statements.map((statement) => ({ ...STATEMENT, ...statement })),
  };
}

type Words = Pick<Act, 'trigger' | 'content' | 'condition' | 'time' | 'sentence'>;

function wordsOf({ trigger, content, condition, time, sentence }: ActSpans, offsets: Offsets): Words {
  const several = (spans: readonly Span[]) => spans.map((span) => offsets.slice(span)).join(BETWEEN);
  const one = (span: Span | null) => (span ? offsets.slice(span) : '');
  return {
    trigger: several(trigger),
    content: several(content),
    condition: several(condition),
    time: one(time),
    sentence: one(sentence),
  };
}

function rolesWith(names: Record<string, string>): (act: ActTold) => Pick<Act, 'actors' | 'recipients'> {
  const whole = (some: readonly Partial<Role>[] = []) =>
    some.map((role) => ({ ...ROLE, party_name: names[role.party ?? ''] ?? null, ...role }));
  return ({ actors, recipients }) => ({ actors: whole(actors), recipients: whole(recipients) });
}
