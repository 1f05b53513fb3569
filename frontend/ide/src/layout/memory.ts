/**
 * What the page remembers between visits. A project's IDE has an origin of its own, so what is kept
 * here belongs to one project already.
 */
const PREFIX = 'atrium.ide.';

export function recall<T>(key: string, otherwise: T): T {
  try {
    const stored = localStorage.getItem(PREFIX + key);
    return stored === null ? otherwise : (JSON.parse(stored) as T);
  } catch {
    return otherwise;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs comfort only.
  }
}

export function forget(key: string): void {
  localStorage.removeItem(PREFIX + key);
}
