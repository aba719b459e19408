import { useState } from 'preact/hooks';
import type { Matter } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { Icon } from '../../components/Icon';
import { t } from '../../i18n/i18n';
import { type Closing, seen } from './MatterTools';
import { telling } from './words';

/** Words that draw every act which has them: taken from those it is known by, or typed. */
export function PinWords({ matter, deciding, made, close }: Closing) {
  const [pinned, setPinned] = useState<readonly string[]>(pinnedForms(matter));
  const [typed, setTyped] = useState('');
  const offered = telling(matter.words).filter((word) => !pinned.includes(word));
  const withTyped = () => [...new Set([...pinned, ...typed.split(/[,;\s]+/).filter(Boolean)])];
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    close();
    const body = { matter: matter.id, words: withTyped() };
    const decided = await deciding.decide({ name: 'pin', body, seen: seen(matter) });
    if (decided) made(decided);
  };
  return (
    <form class="matter-tool" onSubmit={(event) => void save(event)}>
      <p class="small hushed">{t('matter.pin.help')}</p>
      <WordButtons
        label={t('matter.pin.pinned')}
        words={pinned}
        pressed
        toggle={(word) => setPinned(pinned.filter((one) => one !== word))}
      />
      <WordButtons
        label={t('matter.pin.offered')}
        words={offered}
        pressed={false}
        toggle={(word) => setPinned([...pinned, word])}
      />
      <div class="field">
        <label for="pin-words">{t('matter.pin.more')}</label>
        <input
          id="pin-words"
          type="text"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="button main">
        {t('save')}
      </button>
    </form>
  );
}

/** The pinned words as they are written somewhere; the record keeps their stems. */
function pinnedForms({ pinned, words }: Matter): string[] {
  const forms = new Map(words.map(({ word, form }) => [word, form]));
  return pinned.map((word) => forms.get(word) || word);
}

interface WordsProps {
  label: string;
  words: readonly string[];
  pressed: boolean;
  toggle: (word: string) => void;
}

function WordButtons({ label, words, pressed, toggle }: WordsProps) {
  if (words.length === 0) return null;
  return (
    <fieldset>
      <legend class="small">{label}</legend>
      <ul class="chips">
        {words.map((word) => (
          <li key={word}>
            <button
              type="button"
              class={pressed ? 'chip' : 'button'}
              aria-pressed={pressed}
              onClick={() => toggle(word)}
            >
              <Foreign text={word} />
              {pressed && <Icon name="close" />}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
