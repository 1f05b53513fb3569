/**
 * Monaco with what this IDE uses of it. It is large, so nothing imports this file but by
 * {@link loadMonaco}, after the file list is on the screen.
 */
import * as monaco from 'monaco-editor/editor/editor.api';
import 'monaco-editor/features/register.all';
import './monacoLanguages';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker&url';
import CssWorker from 'monaco-editor/languages/features/css/css.worker?worker&url';
import HtmlWorker from 'monaco-editor/languages/features/html/html.worker?worker&url';
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker&url';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker&url';
import { useTheme } from '../../../shared/design/theme';
import { startWorker } from './startWorker';
import { whenIdle } from './whenIdle';
import { defineThemes, themeName } from './monacoTheme';

self.MonacoEnvironment = {
  // They are megabytes of script, and no file needs them to be shown or typed into.
  getWorker: (_id, label) => whenIdle().then(() => startWorker(workerFor(label))),
};

defineThemes(monaco);
monaco.editor.setTheme(themeName(useTheme.getState().theme));
useTheme.subscribe(({ theme }) => monaco.editor.setTheme(themeName(theme)));

// Widths are measured once; a face that arrives later would put the cursor beside its character.
void document.fonts.ready.then(() => monaco.editor.remeasureFonts());

export { monaco };

function workerFor(label: string): string {
  switch (label) {
    case 'typescript':
    case 'javascript':
      return TypeScriptWorker;
    case 'json':
      return JsonWorker;
    case 'css':
    case 'scss':
    case 'less':
      return CssWorker;
    case 'html':
    case 'handlebars':
    case 'razor':
      return HtmlWorker;
    default:
      return EditorWorker;
  }
}
