import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/i18n';
import { Foreign } from './Foreign';
import { Icon } from './Icon';

export interface Option {
  id: string;
  name: string;
  note?: string;
}

interface Props {
  label: string;
  /** The options for what has been typed so far. */
  find: (typed: string, abort: AbortSignal) => Promise<Option[]>;
  choose: (option: Option) => void;
  chosen?: readonly string[];
  /** A name that is not among the options may be taken too. */
  free?: boolean;
  initial?: string;
  focus?: boolean;
  /** Whether Enter in the empty field takes the first option. */
  choosesFirst?: boolean;
}

/** A field with completion, after the ARIA pattern of a combobox with a list. */
export function Completion({
  label,
  find,
  choose,
  chosen = [],
  free = false,
  initial = '',
  focus = false,
  choosesFirst = true,
}: Props) {
  const [typed, setTyped] = useState(initial);
  const [active, setActive] = useState(0);
  const { options, current } = useOptions(typed, find, free);
  const [hurried, setHurried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (focus) input.current?.select();
  }, [focus]);
  const take = (option: Option | undefined) => {
    if (!option) return;
    choose(option);
    setTyped('');
    setActive(0);
  };
  // Who types faster than the options come gets the first of those to the words, not of those before.
  useEffect(() => {
    if (!hurried || !current) return;
    setHurried(false);
    take(options[active]);
  }, [hurried, current]);
  const enter = () => (current ? take(options[active]) : setHurried(true));
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) setActive((active + step + options.length) % options.length);
    else if (event.key === 'Enter' && (typed || choosesFirst)) enter();
    else return;
    event.preventDefault();
  };
  return (
    <div class="completion">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={options.length ? `${id}-${active}` : undefined}
        autocomplete="off"
        placeholder={label}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          setHurried(false);
        }}
        onKeyDown={press}
      />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={chosen.length > 0 || undefined}
      >
        {options.map((option, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
          <li
            key={option.id}
            id={`${id}-${place}`}
            role="option"
            class={place === active ? 'option active' : 'option'}
            aria-selected={chosen.includes(option.id)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(option)}
          >
            <span class="option-check">{chosen.includes(option.id) && <Icon name="check" />}</span>
            <span class="option-name">
              <Foreign text={option.name} />
            </span>
            {option.note && <span class="option-note">{option.note}</span>}
          </li>
        ))}
      </ul>
      {typed && options.length === 0 && <p class="small hushed">{t('none_found')}</p>}
    </div>
  );
}

const PAUSE = 120;

interface Options {
  options: Option[];
  /** Whether they are those to what is typed by now. */
  current: boolean;
}

function useOptions(typed: string, find: Props['find'], free: boolean): Options {
  const [answer, setAnswer] = useState<{ to: string | null; options: Option[] }>({ to: null, options: [] });
  // `find` is another function at every drawing, so it starts nothing.
  useEffect(() => {
    const abort = new AbortController();
    const wait = setTimeout(
      () =>
        find(typed, abort.signal).then(
          (found) => setAnswer({ to: typed, options: withTyped(found, typed, free) }),
          () => undefined,
        ),
      typed ? PAUSE : 0,
    );
    return () => {
      clearTimeout(wait);
      abort.abort();
    };
  }, [typed, free]);
  return { options: answer.options, current: answer.to === typed };
}

function withTyped(found: Option[], typed: string, free: boolean): Option[] {
  const name = typed.trim();
  if (!free || !name || found.some((one) => one.name === name)) return found;
  return [...found, { id: name, name, note: t('new') }];
}
