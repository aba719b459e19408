import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const SMALLEST = 1024;
const PACKED = /\.(js|css|svg|html)$/;

/** Lays `.br` and `.gz` beside every larger file, so that the server sends it compressed without compressing. */
export function packed(): Plugin {
  let folder = '';
  return {
    name: 'desk-packed',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      for (const file of filesIn(folder)) pack(file);
    },
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : PACKED.test(path) ? [path] : [];
  });
}

function pack(file: string): void {
  const content = readFileSync(file);
  if (content.length < SMALLEST) return;
  writeFileSync(`${file}.br`, brotliCompressSync(content));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
