import { COMMANDS } from './commands.ts'
import { isSingleKey } from './command.ts'
import type { Command, Key, Where } from './command.ts'

const TYPING =
  'input:not([type="checkbox"]):not([type="radio"]):not([type="range"]), select, textarea, [contenteditable]'
/** where undo and redo are of the letters that are typed; a field that says it is settled holds none */
const EDITED =
  'input:not([type="checkbox"]):not([type="radio"]):not([type="range"]):not([data-settled]), textarea, [contenteditable]'
const EDITS = new Set(['z', 'y'])
/** what has a use of its own for the arrows, and what for Space and Enter */
const MOVED = 'input, select, textarea, [role="tab"], [role="slider"], [role="separator"]'
const PRESSED = `button, a, summary, ${MOVED}`
const MOVES = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])
const PRESSES = new Set([' ', 'Enter'])

/** @param singleKeys false: keys that are one character are off @returns the command whose key this is, here */
export function commandOf(event: KeyboardEvent, singleKeys: boolean): Command | undefined {
  if (event.isComposing || event.altKey || event.defaultPrevented) return undefined
  const target = event.target instanceof Element ? event.target : document.body
  // behind a dialog nothing acts
  if (document.querySelector('dialog:modal')) return undefined
  return COMMANDS.find((command) => command.run && acts(command, event, target, singleKeys))
}

function acts({ keys = [], where }: Command, event: KeyboardEvent, target: Element, singleKeys: boolean): boolean {
  const key = keys.find((each) => matches(each, event))
  if (!key || !where) return false
  if (target.closest(TYPING) && !key.ctrl) return false
  if (key.ctrl && EDITS.has(key.key) && target.closest(EDITED)) return false
  if (PRESSES.has(key.key) && target.closest(PRESSED)) return false
  if (MOVES.has(key.key) && target.closest(MOVED)) return false
  if (isSingleKey(key) && !singleKeys) return false
  return isAt(where, target)
}

function matches({ key, shift, ctrl }: Key, event: KeyboardEvent): boolean {
  const same = event.key.length === 1 ? event.key.toLowerCase() === key : event.key === key
  if (!same || (event.ctrlKey || event.metaKey) !== (ctrl ?? false)) return false
  // a character that is typed with Shift, as ? or :, is its own
  const typedWithShift = key.length === 1 && key !== ' ' && !/[a-z]/.test(key)
  return typedWithShift || event.shiftKey === (shift ?? false)
}

function isAt(where: Where, target: Element): boolean {
  if (where === 'page') return true
  if (where === 'presenting') return document.documentElement.dataset['presenting'] !== undefined
  const place = target.closest<HTMLElement>('[data-keys]')?.dataset['keys']
  return where === 'pictures' ? place === 'rings' || place === 'timeline' : place === where
}
