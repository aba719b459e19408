import { mayDecide } from '../api/client';
import type { Act } from '../api/types';
import { Icon, type IconName } from '../components/Icon';
import { word } from '../i18n/i18n';
import { keyOf, type ReviewAction } from './reviewKeys';

interface Props {
  act: (action: ReviewAction) => void;
  current: Act | null;
  canUndo: boolean;
  waiting: boolean;
}

const BUTTONS: { action: ReviewAction; icon: IconName }[] = [
  { action: 'confirm', icon: 'check' },
  { action: 'reject', icon: 'close' },
  { action: 'next', icon: 'arrow' },
  { action: 'undo', icon: 'undo' },
  { action: 'history', icon: 'history' },
];

/** What can be done with the act that is shown, with the key for each. */
export function ReviewBar({ act, current, canUndo, waiting }: Props) {
  const may = (action: ReviewAction) => {
    if (waiting) return false;
    if (action === 'undo') return canUndo;
    if (action === 'confirm' || action === 'reject') return Boolean(current) && mayDecide();
    return Boolean(current);
  };
  return (
    <div class="review-bar" role="toolbar" aria-label={word('review', 'title')}>
      {BUTTONS.map(({ action, icon }) => (
        <button
          key={action}
          type="button"
          class={`button review-${action}${action === 'confirm' ? ' main' : ''}`}
          disabled={!may(action)}
          onClick={() => act(action)}
        >
          <Icon name={icon} />
          {word('review.do', action)}
          <kbd aria-hidden="true">{keyOf(action)}</kbd>
        </button>
      ))}
    </div>
  );
}
