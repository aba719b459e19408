import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { mayDecide, path } from '../../api/client';
import { findMatters } from '../../api/lookups';
import type { Event } from '../../api/types';
import { usePages } from '../../api/usePages';
import { Completion, type Option } from '../../components/Completion';
import { EventList } from '../../components/EventList';
import { type Selection, useSelection } from '../../components/useSelection';
import { counted, t } from '../../i18n/i18n';
import { toMatter } from '../../links';
import { MADE } from '../../review/Outcome';
import type { ToolProps } from './MatterTools';

/** All that is filed under a matter; what is about something else can be picked out and filed elsewhere. */
export function MatterEvents({ wanted, ...props }: ToolProps & { wanted: URLSearchParams }) {
  const query = new URLSearchParams(wanted);
  query.set('matter', props.matter.id);
  query.set('order', 'newest');
  const pages = usePages<Event>(path('/timeline', query));
  const selection = useSelection();
  const [picking, setPicking] = useState(false);
  return (
    <section aria-labelledby="events-title">
      <div class="section-head">
        <h2 id="events-title">{t('party.events')}</h2>
        {mayDecide() && (
          <button
            type="button"
            class="button"
            aria-pressed={picking}
            onClick={() => {
              setPicking(!picking);
              selection.clear();
            }}
          >
            {t('matter.split')}
          </button>
        )}
      </div>
      {picking && <Elsewhere {...props} selection={selection} />}
      <EventList pages={pages} matter={false} selection={picking ? selection : undefined} />
    </section>
  );
}

interface ElsewhereProps extends ToolProps {
  selection: Selection;
}

/** A name that was typed and that no matter has yet stands for itself. */
function isNew({ id, name }: Option): boolean {
  return id === name;
}

/** Where the events that are picked go: a new matter, or one that is there. */
function Elsewhere({ matter, deciding, selection }: ElsewhereProps) {
  const { route } = useLocation();
  const { picked, clear } = selection;
  const send = async (goal: Option) => {
    const asked = isNew(goal)
      ? { name: 'split-matter', body: { ids: [...picked], name: goal.name } }
      : { name: 'assign', body: { ids: [...picked], matter: goal.id } };
    const decided = await deciding.decide(asked);
    const there = decided?.acts[0]?.matter;
    clear();
    if (decided) route(`${toMatter(there ?? matter.id)}?${MADE}=${decided.decision.number}`);
  };
  return (
    <div class="elsewhere">
      <p role="status">
        <strong>{t('matter.split.picked', { events: counted('event', picked.length) })}</strong>{' '}
        <span class="hushed">{t('matter.split.help')}</span>
      </p>
      {picked.length > 0 && (
        <Completion
          label={t('matter.split.into')}
          find={async (typed, abort) =>
            (await findMatters(typed, abort)).filter(({ id }) => id !== matter.id)
          }
          choose={(goal) => void send(goal)}
          free
          choosesFirst={false}
        />
      )}
    </div>
  );
}
