/** What the server reads of a folder; files that are dropped by themselves are all sent, so that it can say why not. */
const READ = /\.(txt|html?|jsonl)$/i;

/** The files that were dropped, those in folders (and in folders of theirs) too. */
export async function filesIn(dropped: DataTransfer): Promise<File[]> {
  // All entries at once: after the first wait the browser has let go of them.
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return [...dropped.files];
  const found = await Promise.all(entries.map((entry) => (entry ? filesOf(entry, true) : [])));
  return found.flat();
}

async function filesOf(entry: FileSystemEntry, isAlone: boolean): Promise<File[]> {
  if (isFolder(entry)) {
    const inside = await Promise.all((await entriesOf(entry)).map((one) => filesOf(one, false)));
    return inside.flat();
  }
  return isFile(entry) && (isAlone || READ.test(entry.name)) ? [await fileOf(entry)] : [];
}

/** A folder tells its entries by the hundred, until it tells none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (more.length === 0) return entries.sort((one, two) => (one.name < two.name ? -1 : 1));
    entries.push(...more);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((take, fail) => entry.file(take, fail));
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
