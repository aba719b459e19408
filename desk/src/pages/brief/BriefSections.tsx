import type { ComponentChildren } from 'preact';
import { matterName, partyName } from '../../api/names';
import type { Brief } from '../../api/types';
import { Empty } from '../../components/Empty';
import { Foreign } from '../../components/Foreign';
import { KindWord } from '../../components/KindWord';
import { type Key, t } from '../../i18n/i18n';
import { toMatter, toParty } from '../../links';
import { BriefLine } from './BriefLine';

/** The sections of a brief, what has changed and what is ahead before all that is new; empty ones are left out. */
export function BriefSections({ brief }: { brief: Brief }) {
  const { matters, changes, exchanges, commitments, ahead } = brief;
  const nothing = [matters, changes, exchanges, commitments, ahead].every((some) => some.length === 0);
  if (nothing) return <Empty title={t('brief.nothing')}>{t('brief.nothing.help')}</Empty>;
  return (
    <div class="brief">
      <Section title="brief.changes">
        {changes.map(({ party, matter, event, before }) => (
          <BriefLine key={event.id} event={event}>
            <a class="strong" href={toParty(party)}>
              <Foreign text={partyName(party)} />
            </a>{' '}
            (<MatterLink id={matter} />){': '}
            {before && <KindWord kind={before.kind} />} → <KindWord kind={event.kind} />:{' '}
          </BriefLine>
        ))}
      </Section>
      <Section title="ahead.title">
        {ahead.map((event) => (
          <BriefLine key={event.id} event={event} />
        ))}
      </Section>
      {matters.map(({ matter, events }) => (
        <section key={matter}>
          <h2>{matter ? <MatterLink id={matter} /> : t('no_matter')}</h2>
          <ul>
            {events.map((event) => (
              <BriefLine key={event.id} event={event} />
            ))}
          </ul>
        </section>
      ))}
      <Section title="brief.open">
        {exchanges.map(({ id, opening }) => (
          <BriefLine key={id} event={opening} />
        ))}
      </Section>
      <Section title="brief.pending">
        {commitments.map(({ id, event }) => (
          <BriefLine key={id} event={event} />
        ))}
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: Key; children: ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <section>
      <h2>{t(title)}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function MatterLink({ id }: { id: string }) {
  return (
    <a href={toMatter(id)}>
      <Foreign text={matterName(id)} />
    </a>
  );
}
