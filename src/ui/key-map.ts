/** The keys of the page: one list from which the handler and the list under `?` are made. */

export type Command = 'toggle-run' | 'show-keys'

interface KeyBinding {
  /** KeyboardEvent.key */
  readonly key: string
  readonly label: string
  readonly does: string
  /** where the focus must be; page: anywhere but in a field */
  readonly where: 'pictures' | 'page' | 'grid' | 'list' | 'dialog'
  /** undefined: the panel or the browser handles it itself */
  readonly command?: Command
}

export const KEY_MAP: readonly KeyBinding[] = [
  { key: ' ', label: 'Space', does: 'run or pause', where: 'pictures', command: 'toggle-run' },
  { key: '?', label: '?', does: 'this list', where: 'page', command: 'show-keys' },
  { key: 'Arrow', label: '← → ↑ ↓', does: 'move over pages and CPUs', where: 'grid' },
  { key: 'Home', label: 'Home End', does: 'first and last page', where: 'grid' },
  { key: 'Enter', label: 'Enter', does: 'open the page’s bytes', where: 'grid' },
  { key: 'PageDown', label: '↑ ↓ PgUp PgDn Home End', does: 'scroll', where: 'list' },
  { key: 'Escape', label: 'Esc', does: 'close', where: 'dialog' },
]

export const PLACES: Record<KeyBinding['where'], string> = {
  pictures: 'in rings or timeline',
  page: 'anywhere',
  grid: 'in the rings',
  list: 'in the events',
  dialog: 'in a list like this one',
}

const FIELDS = 'input, select, textarea, button, a, [contenteditable]'

/** @param singleKeys false: keys that are one character are off */
export function commandOf(event: KeyboardEvent, singleKeys: boolean): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined
  const target = event.target instanceof Element ? event.target : undefined
  const binding = KEY_MAP.find(({ key, command }) => command && key === event.key)
  if (!binding?.command) return undefined
  if (binding.where === 'pictures')
    return target?.closest('[data-keys]') && !target.closest(FIELDS) ? binding.command : undefined
  const typing = target?.closest('input, select, textarea, [contenteditable]')
  return singleKeys && !typing ? binding.command : undefined
}
