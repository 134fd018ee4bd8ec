/** A file as lines: what `cat` and `hexdump -C` print. */

export interface FileLines {
  readonly count: number
  /** characters of the longest */
  readonly width: number
  readonly line: (index: number) => string
}

const BYTES_PER_ROW = 16
/** eight digits, twice eight bytes, and the characters between bars */
const HEX_WIDTH = 78

export function catLines(bytes: Uint8Array): FileLines {
  const lines = new TextDecoder().decode(bytes).split('\n')
  if (lines.at(-1) === '') lines.pop()
  const width = lines.reduce((longest, line) => Math.max(longest, line.length), 0)
  return { count: lines.length, width, line: (index) => lines[index] ?? '' }
}

export function hexLines(bytes: Uint8Array): FileLines {
  const count = Math.ceil(bytes.length / BYTES_PER_ROW)
  return { count, width: HEX_WIDTH, line: (index) => hexLine(bytes, index * BYTES_PER_ROW) }
}

export function allLines({ count, line }: FileLines): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('')
}

function hexLine(bytes: Uint8Array, from: number): string {
  const row = [...bytes.subarray(from, from + BYTES_PER_ROW)]
  const half = (part: number[]): string => part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const hex = `${half(row.slice(0, 8)).padEnd(23)}  ${half(row.slice(8)).padEnd(23)}`
  const characters = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
  return `${from.toString(16).padStart(8, '0')}  ${hex}  |${characters}|`
}

/** What a file is called once it is out of its tree. */
export function downloadName(path: string, binary: boolean): string {
  const [parent = '', name = ''] = path.split('/').slice(-2)
  return `${parent}-${name}.${binary ? 'bin' : 'txt'}`.replaceAll(/[^\w.!-]+/g, '_')
}
