/**
 * What one can do on the page, as data: the key handler, the list under `?`, the command palette and the README's table are all made from
 * these. A panel's commands stand beside the panel; commands.ts lists them all.
 */
import type { View } from '../view.ts'

/** Where the focus must be for a key to act. page: anywhere but in a field; pictures: in the rings or the timeline. */
export type Where =
  | 'page'
  | 'pictures'
  | 'rings'
  | 'timeline'
  | 'events'
  | 'bytes'
  | 'merge'
  | 'ledger'
  | 'steps'
  | 'lesson'
  | 'presenting'
  | 'dialog'

export interface Key {
  /** KeyboardEvent.key, a letter in lower case */
  readonly key: string
  readonly shift?: true
  /** Ctrl, or Cmd */
  readonly ctrl?: true
}

export interface Command {
  /** words with hyphens, unique */
  readonly id: string
  /** as the palette names it */
  readonly title: string
  readonly group: 'Machine' | 'View' | 'Rings' | 'Timeline' | 'Events' | 'Bytes' | 'Steps' | 'Lessons' | 'Help'
  /** any of them; the first is the one that is shown where there is room for one */
  readonly keys?: readonly Key[]
  /** where the keys act; needed where there are any */
  readonly where?: Where
  /** a refusal is shown as a problem. Undefined: the panel itself handles these keys, and they are only listed */
  readonly run?: (view: View) => unknown
  /** false: it cannot be done now; the palette shows it dimmed, its key does nothing. Undefined: always */
  readonly enabled?: (view: View) => boolean
}

export const PLACES: Record<Where, string> = {
  page: 'anywhere',
  pictures: 'in rings or timeline',
  rings: 'in the rings',
  timeline: 'in the timeline',
  events: 'in the events',
  bytes: 'in the bytes',
  merge: 'in the merge',
  ledger: 'in the ledger',
  steps: 'in the steps',
  lesson: 'in the lesson',
  presenting: 'while one presents',
  dialog: 'in a dialog',
}

const NAMES: Record<string, string> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** `Ctrl+K`, `Shift+→`, `W` */
export function keyLabel({ key, shift, ctrl }: Key): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  return `${ctrl ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${name}`
}

export function keysLabel({ keys = [] }: Command): string {
  return keys.map(keyLabel).join(' ')
}

/** A key that is one character and no chord: WCAG 2.1.4 asks that these can be turned off, or act on the focused part only. */
export function isSingleKey({ key, ctrl }: Key): boolean {
  return !ctrl && key.length === 1 && key !== ' '
}

/** A refusal is shown as a problem: one that the session has shown already is not shown twice. */
export function runCommand({ run, enabled }: Command, view: View): void {
  if (!run || enabled?.(view) === false) return
  const done = run(view)
  if (done instanceof Promise) done.catch(view.session.report)
}
