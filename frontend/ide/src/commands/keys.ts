/** Keys as text: `Mod+Shift+P`, where Mod is Command on a Mac and Ctrl elsewhere. */
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const SHOWN: Record<string, string> = { Backquote: '`', ArrowLeft: '←', ArrowRight: '→' };

const SHOWN_ON_MAC: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Shift: '⇧', Alt: '⌥' };

/** How the keys are called on this machine. */
export function showKeys(keys: string): string {
  const parts = keys.split('+').map((part) => SHOWN[part] ?? part);
  return isMac
    ? parts.map((part) => SHOWN_ON_MAC[part] ?? part).join('')
    : parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
}

/** Whether the event is a press of exactly these keys. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.pop()!;
  const has = (part: string) => parts.includes(part);
  const ctrl = has('Ctrl') || (has('Mod') && !isMac);
  const meta = has('Mod') && isMac;
  return (
    event.ctrlKey === ctrl &&
    event.metaKey === meta &&
    event.shiftKey === has('Shift') &&
    event.altKey === has('Alt') &&
    (event.code === key || event.key.toLowerCase() === key.toLowerCase())
  );
}
