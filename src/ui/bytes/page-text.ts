/** The page and its fields as text to be copied. */
import { hexOf } from './item-fields.ts'
import type { FieldRow } from './item-fields.ts'
import { offsetText } from './hex-rows.ts'

const BYTES_PER_LINE = 16

/** Lines as hexdump prints them: offset, hex, ascii. @param at the offset of the first byte @param size of the page */
export function hexLines(bytes: Uint8Array, at: number, size: number): string {
  const lines: string[] = []
  for (let from = 0; from < bytes.length; from += BYTES_PER_LINE) {
    const line = bytes.subarray(from, from + BYTES_PER_LINE)
    const hex = Array.from(line, hexOf).join(' ')
    const text = Array.from(line, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${offsetText(at + from, size)}  ${hex.padEnd(3 * BYTES_PER_LINE - 1)}  ${text}`)
  }
  return `${lines.join('\n')}\n`
}

/** A line per field: offset, name, type and value, with tabs between. */
export function fieldLines(fields: readonly FieldRow[]): string {
  const line = ({ at, name, type, value, note }: FieldRow): string =>
    [at, name, type, note ? `${value} (${note})` : value].join('\t')
  return `${fields.map(line).join('\n')}\n`
}

export function fileName({ cpu, page, snapshot }: { cpu: number; page: number; snapshot: boolean }): string {
  return `ringside-cpu${cpu}${snapshot ? '-snapshot' : ''}-page${page}.bin`
}
