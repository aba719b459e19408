import { type Key, t } from '../i18n/i18n';
import { reviewKeys } from '../review/reviewKeys';
import { helpShown, setSingleKeys, singleKeys } from '../state/keys';
import { Drawer } from './Drawer';

interface Row {
  keys: string[];
  does: Key;
}

/** All keys, shown by "?". */
export function KeyHelp() {
  if (!helpShown.value) return null;
  return (
    <Drawer title={t('keys.title')} form="dialog" close={() => (helpShown.value = false)}>
      <Rows title={t('keys.everywhere')} rows={EVERYWHERE} />
      <Rows title={t('nav.timeline')} rows={TIMELINE} />
      <label class="choice">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        {t('keys.single')}
      </label>
      <Rows title={t('nav.review')} rows={reviewRows()} />
    </Drawer>
  );
}

function Rows({ title, rows }: { title: string; rows: Row[] }) {
  return (
    <section class="key-rows">
      <h3>{title}</h3>
      <dl>
        {rows.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const EVERYWHERE: Row[] = [
  { keys: ['?'], does: 'keys.help' },
  { keys: ['/'], does: 'keys.search' },
  { keys: ['Esc'], does: 'keys.escape' },
];

const TIMELINE: Row[] = [
  { keys: ['+', '−'], does: 'keys.zoom' },
  { keys: ['←', '→'], does: 'keys.pan' },
  { keys: ['0'], does: 'keys.all' },
];

function reviewRows(): Row[] {
  return reviewKeys().map(({ key, does }) => ({ keys: [key], does }));
}
