/** What the browser remembers of this page. Storage may be forbidden or full: then it holds until the page is closed. */
const PREFIX = 'ringside.'
const unsaved = new Map<string, string>()

export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key) ?? unsaved.get(key) ?? null
  } catch {
    return unsaved.get(key) ?? null
  }
}

export function writeStored(key: string, value: string): void {
  unsaved.set(key, value)
  try {
    localStorage.setItem(PREFIX + key, value)
  } catch {
    // kept in `unsaved`
  }
}
