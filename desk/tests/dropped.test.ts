import { expect, test } from 'vitest';
import { filesIn } from '../src/pages/add/dropped';

/** A file as a browser tells of it while it is dropped. */
function file(name: string) {
  return {
    name,
    isFile: true,
    isDirectory: false,
    file: (take: (one: File) => void) => take(new File([], name)),
  };
}

/** A folder, which tells its entries two by two. */
function folder(name: string, entries: readonly { name: string }[]) {
  const createReader = () => {
    const left = [...entries];
    return { readEntries: (take: (some: unknown[]) => void) => take(left.splice(0, 2)) };
  };
  return { name, isFile: false, isDirectory: true, createReader };
}

function dropped(entries: readonly unknown[], files: File[] = []): DataTransfer {
  const items = entries.map((entry) => ({ webkitGetAsEntry: () => entry }));
  return { items, files } as unknown as DataTransfer;
}

async function namesIn(transfer: DataTransfer): Promise<string[]> {
  return (await filesIn(transfer)).map(({ name }) => name);
}

test('what lies in folders is taken, however deep and however much, if it can be read', async () => {
  const deep = folder('innen', [file('c.HTML')]);
  const outer = folder('artikel', [
    file('b.txt'),
    file('bild.png'),
    file('a.jsonl'),
    deep,
    file('.DS_Store'),
  ]);
  expect(await namesIn(dropped([outer]))).toEqual(['a.jsonl', 'b.txt', 'c.HTML']);
});

test('a file that was dropped by itself is sent whatever it is, so that the server can say why not', async () => {
  expect(await namesIn(dropped([file('bild.png')]))).toEqual(['bild.png']);
});

test('what is no entry of a file system is taken as it comes', async () => {
  expect(await namesIn(dropped([null], [new File([], 'x.txt')]))).toEqual(['x.txt']);
});
