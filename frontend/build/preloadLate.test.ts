import type { HtmlTagDescriptor, Rollup } from 'vite';
import { expect, it } from 'vitest';
import { preloadLate } from './preloadLate';

const chunk = (fileName: string, imports: string[], facadeModuleId: string | null = null) =>
  ({
    type: 'chunk',
    fileName,
    imports,
    facadeModuleId,
    isEntry: fileName === 'index.js',
  }) as Rollup.OutputChunk;

const built = [
  chunk('index.js', [], '/ide/index.html'),
  chunk('editor.js', ['core.js', 'index.js'], '/ide/src/editor/monaco.ts'),
  chunk('core.js', ['editor.js']),
  chunk('other.js', []),
];

function preloaded(module: string): string[] {
  const hook = preloadLate(module).transformIndexHtml as {
    handler(html: string, context: object): HtmlTagDescriptor[];
  };
  const bundle = Object.fromEntries(built.map((each) => [each.fileName, each]));
  return hook.handler('', { bundle }).map(({ attrs }) => attrs?.href as string);
}

it('names the module and all that it imports, but nothing that the page loads at once', () => {
  expect(preloaded('/editor/monaco.ts')).toEqual(['/editor.js', '/core.js']);
});

it('fails the build if the module has no chunk of its own', () => {
  expect(() => preloaded('/editor/gone.ts')).toThrow('/editor/gone.ts');
});
