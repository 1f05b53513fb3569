import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite';

/**
 * Has the browser fetch and compile a module that the page imports only later, beside what the page
 * shows first: it is fetched with low priority, and evaluated no sooner than it is imported.
 *
 * @param module the end of the module's path
 */
export function preloadLate(module: string): Plugin {
  return {
    name: 'atrium-preload-late',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const late = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
        if (!late) {
          throw new Error(`No chunk is made of ${module}`);
        }
        return lateFiles(late, chunks).map(preload);
      },
    },
  };
}

/** The chunk and what it imports, but for what the page loads at once. */
function lateFiles(late: Rollup.OutputChunk, chunks: Rollup.OutputChunk[]): string[] {
  const files = new Set<string>();
  const visit = (chunk: Rollup.OutputChunk) => {
    if (!chunk.isEntry && !files.has(chunk.fileName)) {
      files.add(chunk.fileName);
      chunk.imports.forEach((name) => {
        const imported = chunks.find(({ fileName }) => fileName === name);
        if (imported) {
          visit(imported);
        }
      });
    }
  };
  visit(late);
  return [...files];
}

const preload = (file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'modulepreload', crossorigin: true, fetchpriority: 'low', href: `/${file}` },
  injectTo: 'head',
});
