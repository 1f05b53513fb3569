/** The hub's bound on a project's name, in characters. */
export const NAME_LIMIT = 60;

/** What is wrong with a project's name, or null; the hub decides, this only answers sooner. */
export function nameError(name: string): string | null {
  if (name.trim() === '') {
    return 'Give the project a name.';
  }
  return name.trim().length > NAME_LIMIT ? `At most ${NAME_LIMIT} characters.` : null;
}

/** A project's name from the name of its archive: `my-app-main.zip` is `my-app-main`. */
export function nameOfArchive(file: string): string {
  return file.replace(/\.zip$/i, '').slice(0, NAME_LIMIT);
}
