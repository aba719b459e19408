import { partyName } from '../../api/names';
import type { Cell, Event } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { Icon } from '../../components/Icon';
import { KindSign } from '../../components/KindSign';
import { KindWord } from '../../components/KindWord';
import { day } from '../../i18n/days';
import { counted, t, word } from '../../i18n/i18n';
import { lookOf } from '../../kinds';
import { withQuery } from '../../state/address';
import { memo } from '../../state/memo';
import { plain } from '../../text/hidden';
import { cellKey } from './cells';

interface Props {
  cell: Cell;
  /** Of the address, which the cell is added to. */
  query: URLSearchParams;
}

/** What a party now holds on a matter, in a few words; a link to the acts behind it. */
export const BoardCell = memo(function BoardCell({ cell, query }: Props) {
  const { event, before, changed } = cell;
  const here = new URLSearchParams(query);
  here.set('cell', cellKey(cell));
  return (
    <a
      class={`board-cell tone-${lookOf(event.kind).tone}${cell.new ? ' is-new' : ''}`}
      href={withQuery(location.pathname, here)}
    >
      <span class="board-cell-party" aria-hidden="true">
        <Foreign text={partyName(cell.party)} />
      </span>
      <span class="board-cell-kind">
        <KindWord kind={event.kind} status={event.status} />
        {event.recipients.length > 0 && (
          <span class="board-cell-toward">
            → <Foreign text={event.recipients.map(partyName).join(', ')} />
          </span>
        )}
      </span>
      <span class="board-cell-content">
        <Foreign text={event.content || event.sentence} lang={event.language} />
      </span>
      {changed && before && (
        <span class="board-cell-turn" title={turnSaid(before)}>
          <Icon name="turn" />
          <span>
            {t('board.before')} <KindSign kind={before.kind} size={11} /> {word('kind', before.kind)}
          </span>
        </span>
      )}
      <span class="board-cell-facts">
        <time dateTime={event.day ?? undefined}>{day(event.day)}</time>
        <span class="board-cell-witnesses">
          <Icon name="witnesses" /> {event.sources}
          <span class="unseen"> {counted('source', event.sources)}</span>
        </span>
        {cell.new && <span class="tag">{t('new')}</span>}
      </span>
    </a>
  );
});

function turnSaid({ kind, day: on, content }: Event): string {
  return `${t('board.before')} ${word('kind', kind)} (${day(on)})${content && `: ${plain(content)}`}`;
}
