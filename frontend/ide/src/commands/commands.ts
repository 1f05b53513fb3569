import { matches } from './keys';

/** Something that a person can do by the palette, by keys or by a button. */
export interface Command {
  id: string;
  title: string;
  /** See `keys.ts`; the first ones are shown. */
  keys?: string[];
  /** Whether the keys work while the shell has the keyboard, which loses them then. */
  inTerminal?: boolean;
  when?(): boolean;
  run(): unknown;
}

const registered = new Map<string, Command>();

export function register(commands: Command[]): void {
  commands.forEach((command) => registered.set(command.id, command));
}

export function run(id: string): void {
  const command = registered.get(id);
  if (command && (command.when?.() ?? true)) {
    void command.run();
  }
}

export function availableCommands(): Command[] {
  return [...registered.values()].filter((command) => command.when?.() ?? true);
}

export function keysOf(id: string): string | undefined {
  return registered.get(id)?.keys?.[0];
}

/** Listens before the editor and the terminal do, and takes the keys that are a command's. */
export function listenForKeys(): void {
  window.addEventListener('keydown', handleKey, { capture: true });
}

function handleKey(event: KeyboardEvent): void {
  const inTerminal = event.target instanceof Element && event.target.closest('.xterm') !== null;
  const command = [...registered.values()].find(
    (candidate) =>
      candidate.keys?.some((keys) => matches(event, keys)) &&
      (!inTerminal || candidate.inTerminal) &&
      (candidate.when?.() ?? true),
  );
  if (command) {
    event.preventDefault();
    event.stopPropagation();
    void command.run();
  }
}
