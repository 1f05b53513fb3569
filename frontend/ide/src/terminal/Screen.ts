import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useTheme } from '../../../shared/design/theme';
import { isReport } from './reports';
import { terminalTheme } from './terminalTheme';

const SCROLLBACK_LINES = 5_000;
const FONT = '13px "JetBrains Mono Variable"';

/** Longer than it takes to draw the whole scrollback. */
const REPLAY_MS = 1_500;

export interface ScreenOptions {
  cols: number;
  rows: number;
  readOnly: boolean;
}

export interface ScreenEvents {
  onInput(bytes: Uint8Array): void;
  onResize(cols: number, rows: number): void;
  onTitle(title: string): void;
}

/** One xterm.js terminal on an element of its own, which moves between hosts but is never rebuilt. */
export class Screen {
  readonly element = document.createElement('div');
  readonly search = new SearchAddon();
  private readonly terminal: Terminal;
  private readonly fitting = new FitAddon();
  private readonly unsubscribe: () => void;
  private opened = false;
  private replayingUntil = 0;

  constructor(events: ScreenEvents, { cols, rows, readOnly }: ScreenOptions) {
    this.element.className = 'terminal-screen';
    this.terminal = new Terminal({
      allowProposedApi: true,
      cols,
      rows,
      cursorBlink: true,
      disableStdin: readOnly,
      fontFamily: '"JetBrains Mono Variable", monospace',
      fontSize: 13,
      lineHeight: 1.2,
      macOptionIsMeta: true,
      scrollback: SCROLLBACK_LINES,
      theme: terminalTheme(useTheme.getState().theme),
    });
    this.terminal.loadAddon(this.fitting);
    this.terminal.loadAddon(this.search);
    this.terminal.loadAddon(new UnicodeGraphemesAddon());
    this.terminal.loadAddon(new WebLinksAddon((_event, uri) => openLink(uri)));
    const encoder = new TextEncoder();
    this.terminal.onData((text) => {
      if (performance.now() > this.replayingUntil || !isReport(text)) {
        events.onInput(encoder.encode(text));
      }
    });
    this.terminal.onBinary((text) =>
      events.onInput(Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff)),
    );
    this.terminal.onResize(({ cols, rows }) => events.onResize(cols, rows));
    this.terminal.onTitleChange(events.onTitle);
    this.terminal.attachCustomKeyEventHandler((event) => this.handleCopyAndPaste(event));
    this.unsubscribe = useTheme.subscribe(({ theme }) => {
      this.terminal.options.theme = terminalTheme(theme);
    });
  }

  /**
   * What comes now was printed earlier. Programs asked the terminal questions then, and answers to
   * these would be typed into whatever runs today.
   */
  replays(): void {
    this.replayingUntil = performance.now() + REPLAY_MS;
  }

  /** Whether it is in the page and has been drawn: only then can it take the keyboard. */
  get isShown(): boolean {
    return this.element.isConnected && this.terminal.element !== undefined;
  }

  get cols(): number {
    return this.terminal.cols;
  }

  get rows(): number {
    return this.terminal.rows;
  }

  /** Puts the terminal into the page; its size follows from there on calls of {@link fit}. */
  async show(host: HTMLElement): Promise<void> {
    host.append(this.element);
    if (!this.opened) {
      this.opened = true;
      // Cells are measured once; without the face they would get the width of another one.
      await document.fonts.load(FONT).catch(() => undefined);
      this.terminal.open(this.element);
      this.useGpu();
    }
    this.fit();
  }

  fit(): void {
    if (this.opened && this.element.isConnected && this.element.clientHeight > 0) {
      this.fitting.fit();
    }
  }

  /** @param taken called once the screen has processed the bytes */
  write(bytes: Uint8Array, taken: () => void): void {
    this.terminal.write(bytes, taken);
  }

  /** Starts over, because what follows does not build on what is shown. */
  reset(): void {
    this.terminal.reset();
  }

  /** Adds a line of our own in faint letters. */
  note(text: string): void {
    this.terminal.write(`\r\n\x1b[2m${text}\x1b[0m\r\n`);
  }

  clear(): void {
    this.terminal.clear();
  }

  focus(): void {
    this.terminal.focus();
  }

  selection(): string {
    return this.terminal.getSelection();
  }

  async paste(): Promise<void> {
    this.terminal.paste(await navigator.clipboard.readText());
  }

  dispose(): void {
    this.unsubscribe();
    this.terminal.dispose();
    this.element.remove();
  }

  private useGpu(): void {
    try {
      const gpu = new WebglAddon();
      gpu.onContextLoss(() => gpu.dispose());
      this.terminal.loadAddon(gpu);
    } catch {
      // Without WebGL the terminal draws with DOM elements: slower, but the same picture.
    }
  }

  /** Ctrl+C copies what is selected and interrupts otherwise; Ctrl+V pastes by the browser's own way. */
  private handleCopyAndPaste(event: KeyboardEvent): boolean {
    const ctrl = event.ctrlKey && !event.altKey && !event.metaKey;
    const key = event.key.toLowerCase();
    if (event.type !== 'keydown' || !ctrl) {
      return true;
    }
    if (key === 'c' && (event.shiftKey || this.terminal.hasSelection())) {
      void navigator.clipboard.writeText(this.terminal.getSelection());
      this.terminal.clearSelection();
      event.preventDefault();
      return false;
    }
    return key !== 'v';
  }
}

function openLink(uri: string): void {
  window.open(uri, '_blank', 'noopener,noreferrer');
}
