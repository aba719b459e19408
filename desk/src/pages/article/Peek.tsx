import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Article } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { Icon } from '../../components/Icon';
import { KindWord } from '../../components/KindWord';
import { t, word } from '../../i18n/i18n';
import { toParty } from '../../links';
import { Offsets } from '../../text/codepoints';
import type { Mark } from '../../text/segments';
import { Roles } from './ActCard';

interface Props {
  article: Article;
  marks: Mark[];
  chooseAct: (act: string) => void;
  light: (owner: string | null) => void;
  close: () => void;
}

/** What rests on a word that was clicked. */
export function Peek({ article, marks, chooseAct, light, close }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const narrow = marks.reduce((one, two) => (size(two) < size(one) ? two : one));
  const words = new Offsets(article.text).slice(narrow.span);
  return (
    <section
      class="peek"
      aria-labelledby="peek-title"
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header>
        <h2 id="peek-title" ref={heading} tabIndex={-1}>
          {t('peek.title')} „<Foreign text={words.length > 60 ? `${words.slice(0, 60)}…` : words} />“
        </h2>
        <button type="button" class="button bare icon" aria-label={t('close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <ul>
        {marks.map((mark) => (
          <li
            key={`${mark.owner}-${mark.part}`}
            onMouseEnter={() => light(mark.owner)}
            onMouseLeave={() => light(null)}
          >
            <span class="peek-part">{word('part', mark.part)}</span>
            <span>{told(article, mark, chooseAct)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function size({ span }: Mark): number {
  return span[1] - span[0];
}

function told(article: Article, mark: Mark, chooseAct: (act: string) => void): ComponentChildren {
  const [group, id] = splitOwner(mark.owner);
  if (group === 'act') return <ToldAct article={article} id={id} choose={chooseAct} />;
  if (group === 'statement') {
    const statement = article.statements.find((one) => one.id === id);
    return (
      <>
        {t('statement')} · <Foreign text={statement?.speaker_name ?? t('unknown_party')} />
      </>
    );
  }
  if (group === 'mention') {
    const mention = article.mentions[Number(id)];
    const name = <Foreign text={mention?.name ?? ''} />;
    return mention?.party ? <a href={toParty(mention.party)}>{name}</a> : name;
  }
  return article.times[Number(id)]?.value ?? t('time');
}

function ToldAct({ article, id, choose }: { article: Article; id: string; choose: (act: string) => void }) {
  const act = article.acts.find((one) => one.id === id);
  if (!act) return null;
  return (
    <button type="button" class="link" onClick={() => choose(id)}>
      <Roles roles={act.actors} strong />{' '}
      <KindWord kind={act.kind} status={act.status} many={act.actors.length > 1} />
    </button>
  );
}

function splitOwner(owner: string): [group: string, id: string] {
  const colon = owner.indexOf(':');
  return [owner.slice(0, colon), owner.slice(colon + 1)];
}
