import type { editor } from 'monaco-editor/editor/editor.api';

let instance: editor.IStandaloneCodeEditor | null = null;

/** The text editor, for commands that reach into it; null until the first file is open. */
export const currentEditor = {
  get: () => instance,
  set(created: editor.IStandaloneCodeEditor): void {
    instance = created;
  },
  toggleWordWrap(): void {
    const on = instance?.getRawOptions().wordWrap === 'on';
    instance?.updateOptions({ wordWrap: on ? 'off' : 'on' });
  },
  /** Runs one of Monaco's own actions. */
  trigger(action: string): void {
    instance?.focus();
    instance?.trigger('command', action, null);
  },
};
