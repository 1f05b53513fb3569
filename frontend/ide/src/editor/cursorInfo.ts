import type { editor } from 'monaco-editor/editor/editor.api';
import type { CursorInfo } from './editorStore';

export function cursorInfo(instance: editor.IStandaloneCodeEditor): CursorInfo | null {
  const model = instance.getModel();
  const selection = instance.getSelection();
  if (!model || !selection) {
    return null;
  }
  const { insertSpaces, tabSize, indentSize } = model.getOptions();
  return {
    line: selection.positionLineNumber,
    column: selection.positionColumn,
    selected: model.getValueLengthInRange(selection),
    language: languageName(model.getLanguageId()),
    lineEnding: model.getEOL() === '\r\n' ? 'CRLF' : 'LF',
    indentation: insertSpaces ? `Spaces: ${indentSize}` : `Tab size: ${tabSize}`,
  };
}

const NAMES: Record<string, string> = {
  cpp: 'C++',
  csharp: 'C#',
  css: 'CSS',
  html: 'HTML',
  ini: 'INI',
  javascript: 'JavaScript',
  json: 'JSON',
  php: 'PHP',
  plaintext: 'Plain text',
  scss: 'SCSS',
  shell: 'Shell',
  sql: 'SQL',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
};

function languageName(id: string): string {
  return NAMES[id] ?? id.charAt(0).toUpperCase() + id.slice(1);
}
