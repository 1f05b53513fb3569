import { useTheme, type ThemeChoice } from '../../../shared/design/theme';
import { currentEditor } from '../editor/currentEditor';
import { close, documentAt } from '../editor/documents';
import { openFile, showNeighbour, useEditor } from '../editor/editorStore';
import { collapseAll, refreshAll, reveal, startNew } from '../explorer/treeStore';
import { pickFiles } from '../explorer/pickFiles';
import { download } from '../files/fileActions';
import { setLayout, showSide, useLayout } from '../layout/layoutStore';
import { openPalette } from '../palette/paletteStore';
import { openPreview, reload, runProject } from '../preview/previewStore';
import { askForQuery } from '../search/searchStore';
import { canWrite, useSession } from '../session/sessionStore';
import { closeTerminal, openTerminal } from '../terminal/terminals';
import { focusTerminal, useTerminals } from '../terminal/terminalStore';
import { register, type Command } from './commands';

/** Every command of the IDE, in one place, so that keys and titles are seen side by side. */
export function registerCommands(): void {
  register([...general, ...views, ...files, ...editing, ...terminals]);
}

const general: Command[] = [
  {
    id: 'palette',
    title: 'Show all commands',
    keys: ['Mod+Shift+P', 'F1'],
    inTerminal: true,
    run: () => openPalette('commands'),
  },
  {
    id: 'go-to-file',
    title: 'Go to file…',
    keys: ['Mod+P'],
    inTerminal: true,
    run: () => openPalette('files'),
  },
  { id: 'home', title: 'Back to projects', when: hasHub, run: () => location.assign(hubUrl()!) },
  { id: 'download-project', title: 'Download the project as zip', run: () => download('', false) },
  ...(['system', 'light', 'dark'] as ThemeChoice[]).map((choice) => ({
    id: `theme-${choice}`,
    title: `Theme: ${choice === 'system' ? 'like the system' : choice}`,
    run: () => useTheme.getState().choose(choice),
  })),
];

const views: Command[] = [
  {
    id: 'explorer',
    title: 'Show the explorer',
    keys: ['Mod+Shift+E'],
    inTerminal: true,
    run: () => {
      showSide('explorer');
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.explorer__tree')?.focus());
    },
  },
  {
    id: 'search',
    title: 'Find in files',
    keys: ['Mod+Shift+F'],
    inTerminal: true,
    run: () => askForQuery(selectedText()),
  },
  {
    id: 'toggle-side',
    title: 'Toggle the side bar',
    keys: ['Mod+B'],
    run: () => setLayout({ sideOpen: !useLayout.getState().sideOpen }),
  },
  {
    id: 'toggle-panel',
    title: 'Toggle the panel',
    keys: ['Mod+J'],
    run: () => setLayout({ panelOpen: !useLayout.getState().panelOpen }),
  },
  {
    id: 'toggle-preview',
    title: 'Toggle the preview',
    run: () => setLayout({ previewOpen: !useLayout.getState().previewOpen }),
  },
  { id: 'reload-preview', title: 'Reload the preview', run: () => (openPreview(), reload()) },
];

const files: Command[] = [
  {
    id: 'new-file',
    title: 'New file…',
    when: canWrite,
    run: () => (showSide('explorer'), startNew('', false)),
  },
  {
    id: 'new-folder',
    title: 'New folder…',
    when: canWrite,
    run: () => (showSide('explorer'), startNew('', true)),
  },
  { id: 'upload', title: 'Upload files…', when: canWrite, run: () => pickFiles('') },
  { id: 'refresh-files', title: 'Refresh the explorer', run: refreshAll },
  { id: 'collapse-files', title: 'Collapse all folders', run: collapseAll },
  {
    id: 'reveal-file',
    title: 'Show the open file in the explorer',
    when: hasFile,
    run: () => (showSide('explorer'), reveal(activeFile()!)),
  },
  {
    id: 'download-file',
    title: 'Download the open file',
    when: hasFile,
    run: () => download(activeFile()!, true),
  },
];

const editing: Command[] = [
  {
    id: 'save',
    title: 'Save now (everything is saved by itself)',
    keys: ['Mod+S'],
    run: () => {
      const path = activeFile();
      return path === null ? undefined : documentAt(path)?.sync.save();
    },
  },
  {
    id: 'close-editor',
    title: 'Close the open file',
    keys: ['Mod+W', 'Alt+W'],
    when: hasFile,
    run: () => close(activeFile()!),
  },
  {
    id: 'close-all',
    title: 'Close all files',
    when: hasFile,
    run: () => useEditor.getState().tabs.forEach((tab) => void close(tab.path)),
  },
  {
    id: 'last-editor',
    title: 'Go to the file used before',
    keys: ['Ctrl+Tab', 'Alt+Backquote'],
    run: () => {
      const before = useEditor.getState().recent[1];
      if (before !== undefined) {
        openFile(before, { preview: true, focus: true });
      }
    },
  },
  {
    id: 'next-editor',
    title: 'Next file',
    keys: ['Mod+PageDown', 'Alt+PageDown'],
    run: () => showNeighbour(1),
  },
  {
    id: 'previous-editor',
    title: 'Previous file',
    keys: ['Mod+PageUp', 'Alt+PageUp'],
    run: () => showNeighbour(-1),
  },
  ...monacoCommand('go-to-line', 'Go to line…', 'editor.action.gotoLine'),
  ...monacoCommand('go-to-symbol', 'Go to symbol…', 'editor.action.quickOutline'),
  ...monacoCommand('find', 'Find in the open file', 'actions.find'),
  ...monacoCommand('replace', 'Replace in the open file', 'editor.action.startFindReplaceAction'),
  ...monacoCommand('format', 'Format the open file', 'editor.action.formatDocument'),
  {
    id: 'word-wrap',
    title: 'Toggle word wrap',
    keys: ['Alt+Z'],
    when: hasText,
    run: () => currentEditor.toggleWordWrap(),
  },
];

const terminals: Command[] = [
  {
    id: 'run',
    title: 'Run the project',
    keys: ['F5'],
    inTerminal: true,
    when: () => canWrite() && useSession.getState().runCommand !== null,
    run: runProject,
  },
  {
    id: 'toggle-terminal',
    title: 'Toggle the terminal',
    keys: ['Ctrl+Backquote'],
    inTerminal: true,
    run: toggleTerminal,
  },
  {
    id: 'new-terminal',
    title: 'New terminal',
    keys: ['Ctrl+Shift+Backquote'],
    inTerminal: true,
    when: canWrite,
    run: () => openTerminal(),
  },
  {
    id: 'kill-terminal',
    title: 'Kill the terminal',
    when: () => useTerminals.getState().active !== null,
    run: () => closeTerminal(useTerminals.getState().active!),
  },
];

/** Monaco has its own keys for these; they are here so that the palette finds them. */
function monacoCommand(id: string, title: string, action: string): Command[] {
  return [{ id, title, when: hasText, run: () => currentEditor.trigger(action) }];
}

/** From elsewhere into the terminal; from there back to the editor, and the panel hides. */
function toggleTerminal(): void {
  const { panelOpen } = useLayout.getState();
  const inside = document.activeElement?.closest('.panel') != null;
  if (panelOpen && inside) {
    setLayout({ panelOpen: false });
    currentEditor.get()?.focus();
  } else {
    setLayout({ panelOpen: true });
    focusTerminal();
  }
}

function activeFile(): string | null {
  return useEditor.getState().active;
}

function hasFile(): boolean {
  return activeFile() !== null;
}

function hasText(): boolean {
  const { active, views } = useEditor.getState();
  return active !== null && views[active]?.kind === 'text';
}

function hubUrl(): string | undefined {
  return useSession.getState().info?.hubUrl;
}

function hasHub(): boolean {
  return hubUrl() !== undefined;
}

/** What is selected in the editor, if it is short enough to look for. */
function selectedText(): string | undefined {
  const editor = currentEditor.get();
  const selection = editor?.getSelection();
  const text = selection && editor?.getModel()?.getValueInRange(selection);
  return text && !text.includes('\n') && text.length <= 200 ? text : undefined;
}
