import type { Theme } from '../../../shared/design/theme';
import type { Monaco } from './loadMonaco';

export const themeName = (theme: Theme): string => `atrium-${theme}`;

/** The colours of `tokens.css` where the editor has places for them. */
const COLORS: Record<Theme, Record<string, string>> = {
  dark: {
    'editor.background': '#15171c',
    'editor.foreground': '#dbdfe7',
    'editorGutter.background': '#15171c',
    'editorLineNumber.foreground': '#8b93a3',
    'editorLineNumber.activeForeground': '#dbdfe7',
    'editor.lineHighlightBackground': '#ffffff0a',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#2b3a61',
    'editorCursor.foreground': '#86a3ff',
    'editorIndentGuide.background1': '#2a2e38',
    'editorWidget.background': '#21252d',
    'editorWidget.border': '#2a2e38',
    'editorStickyScroll.background': '#191c22',
    'input.background': '#12141a',
    'diffEditor.insertedLineBackground': '#2ea04326',
    'diffEditor.insertedTextBackground': '#2ea04326',
    'diffEditor.removedLineBackground': '#f8514926',
    'diffEditor.removedTextBackground': '#f8514926',
    focusBorder: '#86a3ff',
    'scrollbar.shadow': '#00000000',
  },
  light: {
    'editor.background': '#ffffff',
    'editor.foreground': '#1d222c',
    'editorLineNumber.foreground': '#656d7b',
    'editorLineNumber.activeForeground': '#1d222c',
    'editor.lineHighlightBackground': '#0000000a',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#cfdcff',
    'editorCursor.foreground': '#2f55d4',
    'editorIndentGuide.background1': '#dadde4',
    'editorWidget.background': '#ffffff',
    'editorWidget.border': '#dadde4',
    'editorStickyScroll.background': '#f5f6f8',
    'diffEditor.insertedLineBackground': '#1a7a371f',
    'diffEditor.insertedTextBackground': '#1a7a371f',
    'diffEditor.removedLineBackground': '#b9251c1a',
    'diffEditor.removedTextBackground': '#b9251c1a',
    focusBorder: '#2f55d4',
    'scrollbar.shadow': '#00000000',
  },
};

export function defineThemes(monaco: Monaco): void {
  for (const theme of ['light', 'dark'] as const) {
    monaco.editor.defineTheme(themeName(theme), {
      base: theme === 'dark' ? 'vs-dark' : 'vs',
      inherit: true,
      rules: [],
      colors: COLORS[theme],
    });
  }
}
