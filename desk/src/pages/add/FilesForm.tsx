import { useRef, useState } from 'preact/hooks';
import { mayDecide } from '../../api/client';
import { counted, t } from '../../i18n/i18n';
import { filesIn } from './dropped';
import { PublishedField } from './PublishedField';
import type { FormProps } from './Send';

const TAKEN = '.txt,.html,.htm,.jsonl';

/** Files dropped, in folders or not, or chosen. */
export function FilesForm({ send, given }: FormProps) {
  const [files, setFiles] = useState<File[]>(() => filesGiven(given));
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const published = new FormData(event.currentTarget as HTMLFormElement).get('published');
    const body = new FormData();
    for (const file of files) body.append('files', file);
    if (published) body.append('published', String(published));
    if (await send(body)) {
      setFiles([]);
      if (input.current) input.current.value = '';
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer) void filesIn(event.dataTransfer).then(setFiles);
  };
  return (
    <form class="add-form" onSubmit={(event) => void submit(event)}>
      <label
        class={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span class="drop-title">{t('add.drop')}</span>
        <span class="hushed small">{t('add.drop.help')}</span>
        <input
          ref={input}
          type="file"
          multiple
          accept={TAKEN}
          onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
        />
      </label>
      {files.length > 0 && (
        <ul class="file-list small">
          {files.slice(0, 12).map((file, place) => (
            <li key={place}>
              <bdi>{file.name}</bdi>
            </li>
          ))}
          {files.length > 12 && <li class="hushed">{t('and_more', { n: files.length - 12 })}</li>}
        </ul>
      )}
      <PublishedField given={given} />
      <button type="submit" class="button main" disabled={!mayDecide() || files.length === 0}>
        {files.length ? t('add.read_files', { files: counted('file', files.length) }) : t('add.read')}
      </button>
    </form>
  );
}

function filesGiven(given: FormProps['given']): File[] {
  if (!(given instanceof FormData)) return [];
  return given.getAll('files').filter((one) => one instanceof File);
}
