import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Article } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { day } from '../../i18n/days';
import { counted, t, word } from '../../i18n/i18n';
import { toParty } from '../../links';
import { Offsets, type Span } from '../../text/codepoints';

interface Props {
  article: Article;
  light: (owner: string | null) => void;
}

/** What else was found in an article, folded: statements, parties, times. */
export function ArticleLists({ article, light }: Props) {
  const offsets = new Offsets(article.text);
  const words = (spans: readonly Span[]) => spans.map((span) => offsets.slice(span)).join(' … ');
  return (
    <>
      <Folded title={counted('statement', article.statements.length)} of={article.statements}>
        {(statement) => (
          <Row key={statement.id} owner={`statement:${statement.id}`} light={light}>
            <strong>
              <Foreign text={statement.speaker_name ?? (words(statement.speaker) || t('unknown_party'))} />
            </strong>{' '}
            <span class="hushed">{word('statement_type', statement.type)}</span>
            <br />
            <Foreign text={words(statement.quote)} />
          </Row>
        )}
      </Folded>
      <Folded title={counted('party', article.mentions.length)} of={article.mentions}>
        {(mention, place) => (
          <Row key={mention.name} owner={`mention:${place}`} light={light}>
            {mention.party ? (
              <a href={toParty(mention.party)}>
                <Foreign text={mention.name} />
              </a>
            ) : (
              <Foreign text={mention.name} />
            )}{' '}
            <span class="hushed">
              {word('party_kind', mention.kind)} · {counted('mention', mention.spans.length)}
            </span>
          </Row>
        )}
      </Folded>
      <Folded title={counted('time', article.times.length)} of={article.times}>
        {(time, place) => (
          <Row key={time.span[0]} owner={`time:${place}`} light={light}>
            <Foreign text={words([time.span])} />{' '}
            <span class="hushed">{time.start ? day(time.start) : time.value}</span>
          </Row>
        )}
      </Folded>
    </>
  );
}

interface FoldedProps<T> {
  title: string;
  of: readonly T[];
  children: (one: T, place: number) => ComponentChildren;
}

/** A list that is drawn when it is unfolded. */
function Folded<T>({ title, of, children }: FoldedProps<T>) {
  const [open, setOpen] = useState(false);
  if (of.length === 0) return null;
  return (
    <details class="folded" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <ul>{of.map(children)}</ul>}
    </details>
  );
}

function Row({
  owner,
  light,
  children,
}: {
  owner: string;
  light: Props['light'];
  children: ComponentChildren;
}) {
  return (
    <li class="folded-row" onMouseEnter={() => light(owner)} onMouseLeave={() => light(null)}>
      {children}
    </li>
  );
}
