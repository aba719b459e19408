import { useState } from 'preact/hooks';
import { t } from '../i18n/i18n';
import { Completion, type Option } from './Completion';
import { Foreign } from './Foreign';

interface Props {
  name: string;
  label: string;
  help: string;
  find: (typed: string, abort: AbortSignal) => Promise<Option[]>;
  merge: (into: Option) => void;
}

/** Which other one something becomes part of: found by its name, looked at once more, merged. */
export function MergeInto({ name, label, help, find, merge }: Props) {
  const [into, choose] = useState<Option | null>(null);
  return (
    <div class="merge-into">
      <p class="small hushed">{help}</p>
      {into ? (
        <>
          <p>
            <Foreign text={name} /> →{' '}
            <strong>
              <Foreign text={into.name} />
            </strong>
          </p>
          <div class="buttons">
            <button type="button" class="button main" onClick={() => merge(into)}>
              {t('event.merge.do')}
            </button>
            <button type="button" class="button" onClick={() => choose(null)}>
              {t('cancel')}
            </button>
          </div>
        </>
      ) : (
        <Completion label={label} find={find} choose={choose} focus />
      )}
    </div>
  );
}
