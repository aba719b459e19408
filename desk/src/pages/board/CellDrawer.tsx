import { path } from '../../api/client';
import type { Cell, Event } from '../../api/types';
import { usePages } from '../../api/usePages';
import { Day } from '../../components/Day';
import { Drawer } from '../../components/Drawer';
import { EventList } from '../../components/EventList';
import { Foreign } from '../../components/Foreign';
import { Icon } from '../../components/Icon';
import { KindWord } from '../../components/KindWord';
import { EVERYTHING, queryOf } from '../../filters/filter';
import { counted, t } from '../../i18n/i18n';
import { toEvents } from '../../links';

interface Props {
  cell: Cell;
  title: string;
  close: () => void;
}

/** The acts behind a cell of the board, the newest first. */
export function CellDrawer({ cell, title, close }: Props) {
  const { party, matter, event, before } = cell;
  const wanted = { ...EVERYTHING, party: [party], matter: [matter] };
  const query = queryOf(wanted);
  query.set('order', 'newest');
  const pages = usePages<Event>(path('/timeline', query));
  return (
    <Drawer title={<Foreign text={title} />} close={close}>
      {cell.changed && before && (
        <p class="turned">
          <Icon name="turn" /> <KindWord kind={before.kind} status={before.status} /> <Day of={before} /> →{' '}
          <KindWord kind={event.kind} status={event.status} /> <Day of={event} />
        </p>
      )}
      <p class="hushed small">
        {counted('event', cell.events)} ·{' '}
        <a href={toEvents('/timeline', { party: [party], matter: [matter] })}>{t('board.on_timeline')}</a>
      </p>
      <EventList pages={pages} matter={false} />
    </Drawer>
  );
}
