import type { EventField } from './event-field.ts'
import { BINARY_OPERATORS, UNARY_OPERATORS, castInt, toInt, type PrintValue } from './print-arithmetic.ts'
import { PrintFormatError } from './print-format-error.ts'
import { printFunction } from './print-functions.ts'
import type { Token } from './print-tokens.ts'
import { readField } from './read-field.ts'

/** What an argument of a print fmt gives for a body. */
export type Expression = (body: DataView) => PrintValue

/** nested deeper, and longer, than any kernel's fmt, and far from the end of the stack both when read and when run */
const MAX_DEPTH = 200
const MAX_OPERATORS = 1000
/** a cast to these cuts the value; any other leaves it as it is */
const CAST_BITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:__)?[us]8$|^u?int8_t$|char$/, 8],
  [/^(?:__)?[us]16$|^u?int16_t$|short$/, 16],
  [/^(?:__)?[us]32$|^u?int32_t$|^int$|^unsigned(?: int)?$|^pid_t$/, 32],
]

/**
 * Reads C expressions over `REC->field`, from `? :` down to parentheses, and makes each a function of the body.
 * @throws PrintFormatError for what it does not know: other functions, other structs
 */
export class ExpressionReader {
  private at = 0
  private depth = 0
  private operators = 0

  constructor(
    private readonly tokens: readonly Token[],
    readonly fields: ReadonlyMap<string, EventField>,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.tokens.length
  }

  /** Takes the sign if it is next. */
  accept(sign: string): boolean {
    const next = this.peek()
    if (next.kind !== 'sign' || next.text !== sign) return false
    this.at++
    return true
  }

  expect(sign: string): void {
    if (!this.accept(sign)) throw new PrintFormatError(`“${sign}” is missing before ${describe(this.peek())}`)
  }

  /** One or more string literals, which C joins. */
  readString(): string {
    let text = this.acceptString()
    if (text === undefined) throw new PrintFormatError(`a text is missing before ${describe(this.peek())}`)
    for (let more = this.acceptString(); more !== undefined; more = this.acceptString()) text += more
    return text
  }

  readWord(): string {
    const next = this.peek()
    if (next.kind !== 'word') throw new PrintFormatError(`a name is missing before ${describe(next)}`)
    this.at++
    return next.text
  }

  readExpression(): Expression {
    if (++this.depth > MAX_DEPTH) throw new PrintFormatError('it is nested too deeply')
    const condition = this.readBinary(1)
    const expression = this.accept('?') ? this.readChoice(condition) : condition
    this.depth--
    return expression
  }

  private readChoice(condition: Expression): Expression {
    const yes = this.readExpression()
    this.expect(':')
    const no = this.readExpression()
    return (body) => (isTrue(condition(body)) ? yes(body) : no(body))
  }

  private readBinary(lowest: number): Expression {
    let left = this.readUnary()
    for (;;) {
      const next = this.peek()
      const operator = next.kind === 'sign' ? BINARY_OPERATORS.get(next.text) : undefined
      if (!operator || operator[0] < lowest) return left
      if (++this.operators > MAX_OPERATORS) throw new PrintFormatError('it is too long')
      this.at++
      const [precedence, apply] = operator
      const [a, b] = [left, this.readBinary(precedence + 1)]
      left = (body) => apply(toInt(a(body)), toInt(b(body)))
    }
  }

  private readUnary(): Expression {
    if (++this.depth > MAX_DEPTH) throw new PrintFormatError('it is nested too deeply')
    const expression = this.readOperatorOrCast() ?? this.readPrimary()
    this.depth--
    return expression
  }

  private readOperatorOrCast(): Expression | undefined {
    const next = this.peek()
    const operator = next.kind === 'sign' ? UNARY_OPERATORS.get(next.text) : undefined
    if (operator) {
      this.at++
      const operand = this.readUnary()
      return (body) => operator(toInt(operand(body)))
    }
    const type = this.acceptCast()
    return type === undefined ? undefined : castTo(type, this.readUnary())
  }

  /** `(unsigned long)`: words and stars in parentheses. `(REC->x)` is none. */
  private acceptCast(): string | undefined {
    let end = this.at + 1
    if (!isSign(this.tokens[this.at], '(')) return undefined
    const words: string[] = []
    for (let token = this.tokens[end]; token?.kind === 'word' || isSign(token, '*'); token = this.tokens[++end]) {
      if (token?.kind === 'word' || token?.kind === 'sign') words.push(token.text)
    }
    if (!isSign(this.tokens[end], ')') || words.length === 0) return undefined
    this.at = end + 1
    return words.join(' ')
  }

  private readPrimary(): Expression {
    const next = this.peek()
    if (next.kind === 'string') {
      const text = this.readString()
      return () => text
    }
    if (next.kind === 'number') {
      this.at++
      return () => next.value
    }
    if (this.accept('(')) {
      const inner = this.readExpression()
      this.expect(')')
      return inner
    }
    const word = this.readWord()
    return word === 'REC' ? this.readRecordField() : printFunction(word, this)
  }

  private readRecordField(): Expression {
    this.expect('->')
    const field = this.readField()
    const value: Expression = (body) => readField(field, body)
    if (!this.accept('[')) return value
    const index = this.readExpression()
    this.expect(']')
    return (body) => elementAt(value(body), Number(toInt(index(body))))
  }

  /** A field's bare name, as the functions take it, or after `REC->`. */
  readField(): EventField {
    const name = this.readWord()
    const field = this.fields.get(name)
    if (!field) throw new PrintFormatError(`there is no field “${name}”`)
    return field
  }

  private acceptString(): string | undefined {
    const next = this.peek()
    if (next.kind !== 'string') return undefined
    this.at++
    return next.text
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end' }
  }
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign
}

function isTrue(value: PrintValue): boolean {
  return value !== undefined && Boolean(value)
}

function elementAt(array: PrintValue, index: number): PrintValue {
  return typeof array === 'object' || typeof array === 'string' ? elementOf(array, index) : undefined
}

function elementOf(array: string | readonly (number | bigint)[], index: number): PrintValue {
  return typeof array === 'string' ? array.charCodeAt(index) || 0 : array[index]
}

function castTo(type: string, operand: Expression): Expression {
  const bits = CAST_BITS.find(([types]) => types.test(type))?.[1]
  if (bits === undefined) return operand
  const signed = !/unsigned|^(?:__)?u/.test(type)
  return (body) => {
    const value = operand(body)
    return typeof value === 'number' || typeof value === 'bigint' ? castInt(value, bits, signed) : value
  }
}

function describe(token: Token): string {
  if (token.kind === 'end') return 'the end'
  return `“${token.kind === 'number' ? token.value : token.text}”`
}
