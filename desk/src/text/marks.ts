import type { Act, Article, Mention, Statement, TimeExpression } from '../api/types';
import type { Span } from './codepoints';
import type { Layer, Mark } from './segments';

/** All marks of an article: parts of statements and acts, times, mentions. Owners are "act:<id>", "statement:s1" … */
export function marksOf(article: Pick<Article, 'statements' | 'acts' | 'times' | 'mentions'>): Mark[] {
  return [
    ...article.statements.flatMap(statementMarks),
    ...article.acts.filter((act) => act.review !== 'rejected').flatMap(actMarks),
    ...article.times.map(timeMark),
    ...article.mentions.flatMap(mentionMarks),
  ];
}

export function actMarks(act: Act): Mark[] {
  const { spans } = act;
  const owner = `act:${act.id}`;
  const roles = (part: 'actors' | 'recipients') =>
    act[part].flatMap(({ mention }) => (mention ? [mention] : []));
  const parts: [string, readonly Span[]][] = [
    ['trigger', spans.trigger],
    ['content', spans.content],
    ['condition', spans.condition],
    ['actors', roles('actors')],
    ['recipients', roles('recipients')],
    ['time', spans.time ? [spans.time] : []],
    ['deadline', spans.deadline ? [spans.deadline] : []],
  ];
  return parts.flatMap(([part, some]) => marks(some, 'acts', owner, part));
}

const STATEMENT_PARTS = ['quote', 'cue', 'speaker', 'addressee', 'frame', 'relayed_by'] as const;

function statementMarks(statement: Statement): Mark[] {
  const owner = `statement:${statement.id}`;
  return STATEMENT_PARTS.flatMap((part) => marks(statement[part], 'statements', owner, part));
}

function timeMark(time: TimeExpression, place: number): Mark {
  return { span: time.span, layer: 'times', owner: `time:${place}`, part: 'time' };
}

function mentionMarks(mention: Mention, place: number): Mark[] {
  return marks(mention.spans, 'parties', `mention:${place}`, 'mention');
}

function marks(spans: readonly Span[], layer: Layer, owner: string, part: string): Mark[] {
  return spans.map((span) => ({ span, layer, owner, part }));
}
