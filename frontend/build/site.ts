import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import type { UserConfig } from 'vite';
import { precompress } from './precompress.ts';

const frontend = resolve(import.meta.dirname, '..');

/**
 * The build of one of the two sites. Each has an index page and hashed assets of its own, so that
 * the runner and the hub can be of different versions.
 */
export function site(name: 'ide' | 'home'): UserConfig {
  return {
    root: resolve(frontend, name),
    base: '/',
    logLevel: 'warn',
    plugins: [react(), precompress()],
    build: {
      outDir: resolve(frontend, 'dist', name),
      emptyOutDir: true,
      target: 'es2022',
      // Everything is a file of its own: the content security policy allows no data: scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 8000,
    },
    worker: { format: 'es' },
  };
}
