import type { editor, Uri } from 'monaco-editor/editor/editor.api';
import type { Monaco } from './loadMonaco';

let copies = 0;

/** A model for the text of a file. */
export function createModel(monaco: Monaco, path: string, text: string): editor.ITextModel {
  return monaco.editor.createModel(text, languageOf(monaco, path), addressOf(monaco, path));
}

/** The language that a file's name stands for. */
export function languageOf(monaco: Monaco, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const languages = monaco.languages.getLanguages();
  const byName = languages.find(({ filenames }) =>
    filenames?.some((filename) => filename.toLowerCase() === name),
  );
  const byExtension = languages.find(({ extensions }) =>
    extensions?.some((extension) => name.endsWith(extension.toLowerCase())),
  );
  return (byName ?? byExtension)?.id ?? 'plaintext';
}

/** The language services tell by the address what a file is, and find open neighbours by it. */
function addressOf(monaco: Monaco, path: string): Uri {
  const wellFormed = path.replace(/[\uD800-\uDFFF]/gu, (unit) => `~${unit.charCodeAt(0)}`);
  const uri = monaco.Uri.from({ scheme: 'file', path: `/${wellFormed}` });
  // A file that was renamed keeps its address for as long as it is open.
  return monaco.editor.getModel(uri) === null
    ? uri
    : uri.with({ path: `/~${++copies}${uri.path}` });
}
