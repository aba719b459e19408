import { type ReadonlySignal, useComputed } from '@preact/signals';
import { matterName } from '../../api/names';
import type { Act, Role } from '../../api/types';
import { Content } from '../../components/Content';
import { Day, Deadline } from '../../components/Day';
import { Foreign } from '../../components/Foreign';
import { KindWord } from '../../components/KindWord';
import { ReviewLink } from '../../components/ReviewLink';
import { ReviewMark } from '../../components/ReviewMark';
import { t } from '../../i18n/i18n';
import { lookOf } from '../../kinds';
import { toEvent, toMatter } from '../../links';
import { memo } from '../../state/memo';

interface Props {
  act: Act;
  pointed: ReadonlySignal<string | null>;
  chosen: boolean;
  light: (owner: string | null) => void;
  choose: (act: string | null) => void;
}

/** One act beside the text: pointing at it lights its words, choosing it goes there. */
export const ActCard = memo(function ActCard({ act, pointed, chosen, light, choose }: Props) {
  const owner = `act:${act.id}`;
  const lit = useComputed(() => pointed.value === owner).value;
  const classes = [
    'act-card',
    `tone-${lookOf(act.kind).tone}`,
    lit && 'lit',
    chosen && 'chosen',
    `review-is-${act.review}`,
  ];
  return (
    <li
      class={classes.filter(Boolean).join(' ')}
      onMouseEnter={() => light(owner)}
      onMouseLeave={() => light(null)}
      onFocusCapture={() => light(owner)}
      onBlurCapture={() => light(null)}
    >
      <button
        type="button"
        class="act-card-main"
        aria-pressed={chosen}
        onClick={() => choose(chosen ? null : act.id)}
      >
        <span class="who">
          <Roles roles={act.actors} strong />{' '}
          <KindWord kind={act.kind} status={act.status} many={act.actors.length > 1} />
          {act.recipients.length > 0 && (
            <>
              {' → '}
              <Roles roles={act.recipients} />
            </>
          )}
        </span>
        <Content event={act} />
      </button>
      <p class="event-facts">
        <Day of={act} /> <Deadline iso={act.deadline} />
        {act.matter && (
          <a class="quiet" href={toMatter(act.matter)}>
            <Foreign text={matterName(act.matter)} />
          </a>
        )}
        <ReviewMark review={act.review} confidence={act.confidence} />
        <a class="quiet" href={toEvent({ lead: act.id })}>
          {t('event')}
        </a>
        <ReviewLink act={act.id} />
      </p>
    </li>
  );
});

export function Roles({ roles, strong = false }: { roles: readonly Role[]; strong?: boolean }) {
  if (roles.length === 0) return strong ? <em class="hushed">{t('unknown_party')}</em> : null;
  return (
    <>
      {roles.map((role, place) => (
        <span key={place} class={strong ? 'name strong' : 'name'}>
          {place > 0 && ', '}
          <Foreign text={role.name ?? role.party_name ?? t('unknown_party')} />
          {role.person && role.party_name && (
            <span class="for">
              {' ('}
              <Foreign text={role.party_name} />)
            </span>
          )}
        </span>
      ))}
    </>
  );
}
