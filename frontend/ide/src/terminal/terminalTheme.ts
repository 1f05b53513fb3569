import type { ITheme } from '@xterm/xterm';
import type { Theme } from '../../../shared/design/theme';

/** Colours with enough contrast on the page's own backgrounds, in both themes. */
const THEMES: Record<Theme, ITheme> = {
  dark: {
    background: '#15171c',
    foreground: '#dbdfe7',
    cursor: '#86a3ff',
    cursorAccent: '#15171c',
    selectionBackground: '#3b4d80',
    black: '#3b414d',
    red: '#ff8078',
    green: '#5fce7d',
    yellow: '#e6b450',
    blue: '#86a3ff',
    magenta: '#d29bf2',
    cyan: '#5ccfd6',
    white: '#c8cdd7',
    brightBlack: '#858d9c',
    brightRed: '#ffa39d',
    brightGreen: '#8be3a2',
    brightYellow: '#f4cf83',
    brightBlue: '#adc0ff',
    brightMagenta: '#e3bdf8',
    brightCyan: '#8fe3e8',
    brightWhite: '#f4f6fa',
  },
  light: {
    background: '#ffffff',
    foreground: '#1d222c',
    cursor: '#2f55d4',
    cursorAccent: '#ffffff',
    selectionBackground: '#cfdcff',
    black: '#1d222c',
    red: '#b9251c',
    green: '#1a7a37',
    yellow: '#8a5a00',
    blue: '#2f55d4',
    magenta: '#8331a7',
    cyan: '#0b7480',
    white: '#6b7380',
    brightBlack: '#545c6b',
    brightRed: '#d33a30',
    brightGreen: '#21843f',
    brightYellow: '#946200',
    brightBlue: '#4568e0',
    brightMagenta: '#9a46c0',
    brightCyan: '#0e7f8c',
    brightWhite: '#3b414d',
  },
};

export function terminalTheme(theme: Theme): ITheme {
  return THEMES[theme];
}
