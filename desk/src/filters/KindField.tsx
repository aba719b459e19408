import { KindSign } from '../components/KindSign';
import { Menu } from '../components/Menu';
import { t, word } from '../i18n/i18n';
import { KINDS, lookOf } from '../kinds';
import type { FieldProps } from './FieldProps';
import { toggled } from './filter';

export function KindField({ filter, change }: FieldProps) {
  return (
    <Menu label={t('filter.kind')} active={filter.kind.length > 0}>
      {() => (
        <fieldset class="kind-choice">
          <legend class="unseen">{t('filter.kind')}</legend>
          {KINDS.map((kind) => (
            <label key={kind} class={`choice tone-${lookOf(kind).tone}`}>
              <input
                type="checkbox"
                checked={filter.kind.includes(kind)}
                onChange={() => change(toggled(filter, 'kind', kind))}
              />
              <KindSign kind={kind} />
              <span class="kind-word">{word('kind', kind)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </Menu>
  );
}
