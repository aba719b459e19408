import { address, mayDoAll, path } from '../api/client';
import { queryOf } from '../filters/filter';
import { t, word } from '../i18n/i18n';
import { useQuery } from '../state/address';
import { Menu } from './Menu';

/** The whole record with its log: for admins only. */
const WHOLE = 'jsonl';
const FORMS = ['csv', 'graphml', 'plover', WHOLE];

/** What the filter wants, as a file for other programs. */
export function ExportMenu() {
  const { filter } = useQuery();
  const forms = FORMS.filter((form) => form !== WHOLE || mayDoAll());
  return (
    <Menu label={t('export')} align="end">
      {(close) => (
        <ul class="export-forms">
          {forms.map((form) => (
            <li key={form}>
              <a href={address(path(`/export/${form}`, queryOf(filter)))} download onClick={close}>
                {word('export', form)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Menu>
  );
}
