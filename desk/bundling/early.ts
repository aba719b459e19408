import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';

const ENTRY = 'src/early.ts';
const PLACE = '<!-- early -->';

type Chunk = Rollup.OutputChunk;

/** Builds `src/early.ts` as a script of its own that knows the files of every module, and puts it into index.html. */
export function early(): Plugin {
  let folder = '';
  return {
    name: 'desk-early',
    configResolved(config) {
      folder = config.build.outDir;
    },
    config: () => ({ define: { PAGE_FILES: '{}' } }),
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { server }) =>
        server ? html.replace(PLACE, `<script type="module" src="/${ENTRY}"></script>`) : html,
    },
    async writeBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one): one is Chunk => one.type === 'chunk');
      const code = await built(filesOf(chunks));
      const name = `assets/early-${createHash('sha256').update(code).digest('base64url').slice(0, 8)}.js`;
      writeFileSync(join(folder, name), code);
      const index = join(folder, 'index.html');
      const html = readFileSync(index, 'utf8');
      if (!html.includes(PLACE)) throw new Error(`index.html has no ${PLACE}`);
      writeFileSync(index, html.replace(PLACE, `<script src="/${name}"></script>`));
    },
  };
}

async function built(files: Record<string, string[]>): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    define: { PAGE_FILES: JSON.stringify(files) },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rollupOptions: { input: ENTRY, output: { format: 'iife' } },
    },
  });
  const [one] = Array.isArray(output) ? output : [output];
  const chunk = one && 'output' in one ? one.output[0] : null;
  if (!chunk) throw new Error(`${ENTRY} was not built`);
  return chunk.code;
}

/** By name of each module that is loaded when it is needed: its scripts and styles, and those that they import. */
function filesOf(chunks: readonly Chunk[]): Record<string, string[]> {
  const named = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const there = new Set(chunks.filter(({ isEntry }) => isEntry).flatMap((chunk) => needed(chunk, named)));
  return Object.fromEntries(
    chunks
      .filter(({ isDynamicEntry }) => isDynamicEntry)
      .map((chunk) => [
        chunk.name,
        needed(chunk, named)
          .filter((file) => !there.has(file))
          .map((file) => `/${file}`),
      ]),
  );
}

function needed(chunk: Chunk, named: ReadonlyMap<string, Chunk>): string[] {
  const seen = new Set<Chunk>([chunk]);
  for (const one of seen) {
    for (const name of one.imports) {
      const imported = named.get(name);
      if (imported) seen.add(imported);
    }
  }
  return [...seen].flatMap((one) => [one.fileName, ...(one.viteMetadata?.importedCss ?? [])]);
}
