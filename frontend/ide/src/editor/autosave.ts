/** Saves so long after the last key. */
export const QUIET_MS = 500;

/** Saves at the latest so long after the first unsaved key while somebody keeps typing. */
export const LONGEST_MS = 1_000;

/** Decides when an edited text is due to be saved. */
export class Autosave {
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private longest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly save: () => void) {}

  /** The text was edited just now. */
  touched(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.fire(), QUIET_MS);
    this.longest ??= setTimeout(() => this.fire(), LONGEST_MS);
  }

  /** Forgets what is due. */
  cancel(): void {
    clearTimeout(this.quiet);
    clearTimeout(this.longest);
    this.quiet = this.longest = undefined;
  }

  private fire(): void {
    this.cancel();
    this.save();
  }
}
