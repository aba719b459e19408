import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENCE = /^(licen[cs]e|copying|notice)(\.\w+)?$/i;

/** Writes `licences.txt`: name, version, licence and its words for every package of which code was bundled. */
export function licences(): Plugin {
  return {
    name: 'desk-licences',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? used(file.modules) : [],
      );
      const folders = [...new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[1] ?? []))].sort();
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: folders.map(entry).join('\n') });
    },
  };
}

function used(modules: Record<string, { renderedLength: number }>): string[] {
  return Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : []));
}

/** What is to be said of the package in a folder; a package without the words of its licence stops the build. */
function entry(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => LICENCE.test(file));
  if (!license || files.length === 0) throw new Error(`${name} ${version} comes without its licence`);
  const words = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, '', ...words, '', '-'.repeat(78), ''].join('\n');
}
