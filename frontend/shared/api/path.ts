/**
 * Paths inside a project, as text. The root is `''`; a byte that is not part of valid UTF-8 stands
 * as the lone surrogate U+DC80..U+DCFF (PEP 383), as in `dev.atrium.api.path.ProjectPath`.
 */

/** The path percent-encoded for a URL, slashes kept, raw bytes as themselves. */
export function encodePath(path: string): string {
  let encoded = '';
  for (const char of path) {
    const code = char.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) {
      encoded += `%${(code & 0xff).toString(16).toUpperCase()}`;
    } else {
      encoded += char === '/' ? char : encodeURIComponent(char);
    }
  }
  return encoded;
}

/** The path as people read it: bytes that are not text become U+FFFD. */
export function displayPath(path: string): string {
  // With the `u` flag a low surrogate matches only where it is not half of a pair.
  return path.replace(/[\uDC80-\uDCFF]/gu, '\uFFFD');
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

/** Whether the path is the ancestor itself or lies in it. */
export function isWithin(path: string, ancestor: string): boolean {
  return ancestor === '' || path === ancestor || path.startsWith(`${ancestor}/`);
}

/** Where a path is after its ancestor (or itself) has moved; null if the move does not touch it. */
export function rebase(path: string, from: string, to: string): string | null {
  return isWithin(path, from) ? to + path.slice(from.length) : null;
}

/** Why this cannot be the name of a file, or null if it can. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') {
    return 'Enter a name.';
  }
  if (name === '.' || name === '..') {
    return `"${name}" names a directory already.`;
  }
  if (name.includes('\0')) {
    return 'A name cannot contain a NUL character.';
  }
  if (new TextEncoder().encode(name).length > 255) {
    return 'A name can have at most 255 bytes.';
  }
  return null;
}
