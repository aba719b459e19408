import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/i18n';

/** The end of a list that goes on: the next page comes when it is reached, or when the button is pressed. */
export function More({ more }: { more: (() => void) | null }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = button.current;
    if (!more || !element) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      rootMargin: '400px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [more]);
  if (!more) return null;
  return (
    <p class="more">
      <button ref={button} type="button" class="button" onClick={more}>
        {t('more')}
      </button>
    </p>
  );
}
