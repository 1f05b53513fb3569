import { defineConfig } from 'vite';
import { preloadLate } from '../build/preloadLate.ts';
import { site } from '../build/site.ts';

const ide = site('ide');

export default defineConfig({
  ...ide,
  // The editor opens with the first file, and is most of what the page is made of.
  plugins: [ide.plugins, preloadLate('/editor/monaco.ts')],
});
