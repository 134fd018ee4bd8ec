import type { EventField } from './event-field.ts'
import { toInt, type PrintValue } from './print-arithmetic.ts'
import { convert, readConversion, textOf, type Conversion } from './print-conversion.ts'
import { ExpressionReader, type Expression } from './print-expression.ts'
import { PrintFormatError } from './print-format-error.ts'
import { readTokens } from './print-tokens.ts'
import { readField } from './read-field.ts'

/** Prints a body. */
export type Printer = (body: DataView) => string

/**
 * Makes a kernel's print fmt, `"pid=%d comm=%s", REC->pid, REC->comm`, a function of the body.
 * @throws PrintFormatError where it is not understood
 */
export function compilePrintFormat(source: string, fields: readonly EventField[]): Printer {
  const reader = new ExpressionReader(readTokens(source), new Map(fields.map((field) => [field.name, field])))
  const format = reader.readString()
  const values: Expression[] = []
  while (reader.accept(',')) values.push(reader.readExpression())
  if (!reader.atEnd) throw new PrintFormatError('something follows its last argument')
  return printerOf(format, values)
}

const NO_BODY = new DataView(new ArrayBuffer(0))

/**
 * What printf prints for these values: the conversions of a print fmt.
 * @throws PrintFormatError for a conversion that is none, and where values are missing or left over
 */
export function printText(format: string, values: readonly PrintValue[]): string {
  const constants = values.map((value) => () => value)
  return printerOf(format, constants)(NO_BODY)
}

function printerOf(format: string, values: readonly Expression[]): Printer {
  const { pieces, used } = piecesOf(format, values)
  if (used < values.length) throw new PrintFormatError(`it has ${values.length} arguments and uses ${used}`)
  return (body) => {
    let text = ''
    for (const piece of pieces) text += typeof piece === 'string' ? piece : piece(body)
    return text
  }
}

type Piece = string | Printer

/** Cuts the format at its conversions and gives each the arguments that are its. */
function piecesOf(format: string, values: readonly Expression[]): { pieces: Piece[]; used: number } {
  const pieces: Piece[] = []
  const left = new ArgumentList(values)
  let at = 0
  for (let percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', at)) {
    if (percent > at) pieces.push(format.slice(at, percent))
    const read = readConversion(format, percent)
    if (!read) throw new PrintFormatError(`“${format.slice(percent, percent + 6)}” is not a conversion`)
    pieces.push(read.conversion.letter === '%' ? '%' : pieceOf(read.conversion, left))
    at = read.end
  }
  if (at < format.length) pieces.push(format.slice(at))
  return { pieces, used: left.used }
}

class ArgumentList {
  used = 0

  constructor(private readonly values: readonly Expression[]) {}

  next(): Expression {
    const value = this.values[this.used++]
    if (!value) throw new PrintFormatError(`it has ${this.values.length} arguments and needs more`)
    return value
  }
}

function pieceOf(conversion: Conversion, left: ArgumentList): Printer {
  const width = conversion.width === '*' ? left.next() : conversion.width
  const precision = conversion.precision === '*' ? left.next() : conversion.precision
  const value = left.next()
  return (body) => convert(conversion, value(body), numberOf(width, body), numberOf(precision, body))
}

function numberOf(value: number | Expression, body: DataView): number {
  return typeof value === 'number' ? value : Number(toInt(value(body)))
}

/** Prints `name=value …` in the order of the fields: for a type without print fmt, or with one that is not understood. */
export function fieldPrinter(fields: readonly EventField[]): Printer {
  return (body) => fields.map((field) => `${field.name}=${fieldText(field, body)}`).join(' ')
}

function fieldText(field: EventField, body: DataView): string {
  const value = readField(field, body)
  const pointer = field.pointer && (typeof value === 'number' || typeof value === 'bigint')
  return pointer ? `0x${value.toString(16)}` : textOf(value)
}
