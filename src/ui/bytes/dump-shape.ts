/** How many bytes a row of the dump has, whether ascii stands beside them, and how wide a byte is. */

export interface DumpShape {
  readonly columns: 8 | 16
  readonly ascii: boolean
  /** css px of a byte, a character and a row */
  readonly bytePx: number
  readonly charPx: number
  readonly rowPx: number
}

export const OFFSET_PX = 34
const GAP_PX = 10
/** two digits of the hex with some air; the mock-up's, with which sixteen bytes fill the panel; and what a finger needs */
const LEAST_PX = 16
const BYTE_PX = 17.5
const TOUCH_PX = 24
const CHAR_PX = 7

/** @param widthPx there is @param ascii undefined: where there is room @param touched rows and bytes are for fingers */
export function dumpShape(widthPx: number, ascii: boolean | undefined, touched: boolean): DumpShape {
  const least = touched ? TOUCH_PX : LEAST_PX
  const charPx = touched ? 9 : CHAR_PX
  const fits = (columns: number, withAscii: boolean): boolean =>
    OFFSET_PX + columns * least + (withAscii ? GAP_PX + columns * charPx : 0) <= widthPx
  // on a phone eight bytes with their characters are more than sixteen that cannot be hit
  const whole = fits(16, ascii ?? touched)
  const columns = whole ? 16 : 8
  const shown = ascii ?? fits(columns, true)
  const room = widthPx - OFFSET_PX - (shown ? GAP_PX + columns * charPx : 0)
  const bytePx = Math.max(14, Math.min(touched ? 32 : BYTE_PX, room / columns))
  return { columns, ascii: shown, bytePx, charPx, rowPx: touched ? TOUCH_PX : 17 }
}
