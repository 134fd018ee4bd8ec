import { sameInt, toInt, type IntValue, type PrintValue } from './print-arithmetic.ts'
import type { Expression, ExpressionReader } from './print-expression.ts'
import { PrintFormatError } from './print-format-error.ts'
import { elementsBytes, readField } from './read-field.ts'

/**
 * The functions that a print fmt may call (Documentation/trace, samples/trace_events), and one of ours:
 *
 *   __get_str(x), __get_dynamic_array(x), __get_rel_str(x) …   what the field x holds
 *   __get_dynamic_array_len(x)                                 its bytes
 *   __print_symbolic(v, { 1, "one" }, …)                       the name of the value, else hex
 *   __print_flags(v, "|", { 1, "A" }, …)                       the names of the bits, and what is left in hex
 *   __print_hex(p, n), __print_array(p, n, bytes)              numbers
 *   __payload_len()                                            ours: bytes of the body
 *
 * @param reader stands after the name
 */
export function printFunction(name: string, reader: ExpressionReader): Expression {
  if (!reader.accept('(')) throw new PrintFormatError(`nothing says what “${name}” is`)
  const expression = argumentsOf(name, reader)
  reader.expect(')')
  return expression
}

function argumentsOf(name: string, reader: ExpressionReader): Expression {
  if (/^__get_(?:rel_)?(?:str|dynamic_array|sockaddr|bitmask|cpumask)$/.test(name)) return fieldValue(reader)
  if (/^__get_(?:rel_)?dynamic_array_len$/.test(name)) return fieldLength(reader)
  if (name === '__print_symbolic') return symbolic(reader)
  if (name === '__print_flags') return flags(reader)
  if (name === '__print_hex' || name === '__print_hex_str') return hexBytes(reader, name === '__print_hex' ? ' ' : '')
  if (name === '__print_array') return array(reader)
  if (name === '__payload_len') return (body) => body.byteLength
  throw new PrintFormatError(`there is no function “${name}”`)
}

function fieldValue(reader: ExpressionReader): Expression {
  const field = reader.readField()
  return (body) => readField(field, body)
}

function fieldLength(reader: ExpressionReader): Expression {
  const field = reader.readField()
  return (body) => (field.offset + field.size > body.byteLength ? undefined : elementsBytes(field, body))
}

type Names = readonly { readonly value: Expression; readonly name: string }[]

function readNames(reader: ExpressionReader): Names {
  const names: { value: Expression; name: string }[] = []
  while (reader.accept(',')) {
    reader.expect('{')
    const value = reader.readExpression()
    reader.expect(',')
    names.push({ value, name: reader.readString() })
    reader.expect('}')
  }
  return names
}

function symbolic(reader: ExpressionReader): Expression {
  const value = reader.readExpression()
  const names = readNames(reader)
  return (body) => {
    const wanted = value(body)
    if (wanted === undefined) return undefined
    const found = names.find((name) => sameInt(toInt(name.value(body)), toInt(wanted)))
    return found ? found.name : hex(toInt(wanted))
  }
}

function flags(reader: ExpressionReader): Expression {
  const value = reader.readExpression()
  reader.expect(',')
  const separator = reader.readString()
  const names = readNames(reader)
  return (body) => {
    const bits = value(body)
    return bits === undefined ? undefined : namesOfBits(BigInt(toInt(bits)), names, body).join(separator)
  }
}

function namesOfBits(bits: bigint, names: Names, body: DataView): string[] {
  const found: string[] = []
  let left = bits
  for (const { value, name } of names) {
    const mask = BigInt(toInt(value(body)))
    if (left === 0n || (left & mask) !== mask || mask === 0n) continue
    found.push(name)
    left &= ~mask
  }
  if (left !== 0n) found.push(hex(left))
  return found
}

function hex(value: IntValue): string {
  return `0x${BigInt.asUintN(64, BigInt(value)).toString(16)}`
}

function hexBytes(reader: ExpressionReader, separator: string): Expression {
  const numbers = reader.readExpression()
  reader.expect(',')
  const count = reader.readExpression()
  return (body) => {
    const bytes = firstOf(numbers(body), count(body))
    return bytes?.map((byte) => byte.toString(16).padStart(2, '0')).join(separator)
  }
}

function array(reader: ExpressionReader): Expression {
  const numbers = reader.readExpression()
  reader.expect(',')
  const count = reader.readExpression()
  reader.expect(',')
  reader.readExpression()
  return (body) => {
    const values = firstOf(numbers(body), count(body))
    return values && `{${values.map(hex).join(',')}}`
  }
}

function firstOf(numbers: PrintValue, count: PrintValue): readonly IntValue[] | undefined {
  return typeof numbers === 'object' ? numbers.slice(0, Math.max(0, Number(toInt(count)))) : undefined
}
