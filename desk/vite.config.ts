import { defineConfig } from 'vite';
import { early } from './bundling/early';
import { licences } from './bundling/licences';
import { packed } from './bundling/packed';

// Everything comes from our own server under a strict Content-Security-Policy: no inlined assets, no outside address.
export default defineConfig({
  base: '/',
  plugins: [early(), licences(), packed()],
  build: {
    outDir: '../src/depesche/desk/static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: process.env.DESK_API ?? 'http://127.0.0.1:8765', changeOrigin: false } },
  },
});
