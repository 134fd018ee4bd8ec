/** Whether a visit registers the service worker, and whether it may reload for it: an endless reload is the known failure of this trick. */

/** What is known when the page comes up. */
export interface Visit {
  /** undefined in a browser that does not know isolation */
  readonly isolated: boolean | undefined
  /** in another page's frame */
  readonly framed: boolean
}

/**
 * - `nothing`: no worker. A guest in a frame leaves nothing behind, and no reload would isolate it.
 * - `keep`: the worker is registered when the machine is drawn, and keeps the page for use without a network.
 * - `isolate`: it is registered at once, and as soon as it is active the page may be reloaded.
 */
export type Plan = 'nothing' | 'keep' | 'isolate'

export function planOf({ isolated, framed }: Visit): Plan {
  if (framed) return 'nothing'
  return isolated === false ? 'isolate' : 'keep'
}

const MARK = 'ringside: reloaded for isolation'

/**
 * @param storage gives the tab's own storage, or throws where that is switched off
 * @returns true once in the life of a tab; never where that cannot be remembered
 */
export function takeTheReload(storage: () => Pick<Storage, 'getItem' | 'setItem'>): boolean {
  try {
    const tab = storage()
    if (tab.getItem(MARK) !== null) return false
    tab.setItem(MARK, 'yes')
    return tab.getItem(MARK) !== null
  } catch {
    return false
  }
}
