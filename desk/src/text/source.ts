import type { Source } from '../api/types';
import { t } from '../i18n/i18n';

/** The medium of a source; an id that begins with the day ("2024-02-02-abendblatt") is cited without it. */
export function medium(name: string): string {
  return name.replace(/^\d{4}-\d{2}-\d{2}[-_ ]+(?=\S)/, '');
}

/** How a source is cited; a pasted text has no name but the id that was made for it, so its title stands for it. */
export function citation({ article, name, title }: Pick<Source, 'article' | 'name' | 'title'>): string {
  return name === article ? (title ?? t('no_source')) : medium(name);
}
