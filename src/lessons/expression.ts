/**
 * Expressions over what a machine shows, as lessons have them: what a prediction is judged by, what wins a challenge, and every number in a sentence.
 * They only look: no calls, no loops, so that a lesson from anywhere can be shown.
 *
 *   cpus[0].tailPage == 1 and ledger.overrun >= 3
 *
 *   or · and · not · == != < <= > >= · + - · * / % · - · (…) 12 'words' true false a.b[0].c
 */
export type Value = number | string | boolean

/** An expression cannot be read, or asks for what is not there. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
}

/** @throws ExpressionError */
export function evaluate(text: string, scope: object): Value {
  const value = new Parser(text).whole()(scope)
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value
  throw new ExpressionError(`'${text}' is no number, word or truth`)
}

/** @throws ExpressionError: it cannot be read, whatever the machine shows */
export function requireExpression(text: string): void {
  new Parser(text).whole()
}

type Evaluate = (scope: object) => unknown

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([A-Za-z_]\w*)|(==|!=|<=|>=|[-+*/%<>()[\].]))/y

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end'
  readonly text: string
}

const COMPARE: Record<string, (a: never, b: never) => boolean> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}
const SUM: Record<string, (a: number, b: number) => number> = { '+': (a, b) => a + b, '-': (a, b) => a - b }
const PRODUCT: Record<string, (a: number, b: number) => number> = {
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
}

class Parser {
  private at = 0
  private token: Token

  constructor(private readonly text: string) {
    this.token = this.read()
  }

  whole(): Evaluate {
    const evaluate = this.either()
    if (this.token.kind !== 'end') throw this.error(`'${this.token.text}' is one word too many`)
    return evaluate
  }

  private either(): Evaluate {
    let left = this.both()
    while (this.take('or')) {
      const [first, second] = [left, this.both()]
      left = (scope) => this.truth(first(scope)) || this.truth(second(scope))
    }
    return left
  }

  private both(): Evaluate {
    let left = this.negated()
    while (this.take('and')) {
      const [first, second] = [left, this.negated()]
      left = (scope) => this.truth(first(scope)) && this.truth(second(scope))
    }
    return left
  }

  private negated(): Evaluate {
    if (!this.take('not')) return this.compared()
    const operand = this.negated()
    return (scope) => !this.truth(operand(scope))
  }

  private compared(): Evaluate {
    const left = this.sum()
    const compare = this.takeOf(COMPARE)
    if (!compare) return left
    const right = this.sum()
    return (scope) => {
      const [a, b] = [left(scope), right(scope)]
      if (typeof a !== typeof b) throw this.error(`${String(a)} and ${String(b)} cannot be compared`)
      return compare(a as never, b as never)
    }
  }

  private sum(): Evaluate {
    return this.chain(SUM, () => this.product())
  }
  private product(): Evaluate {
    return this.chain(PRODUCT, () => this.signed())
  }

  private chain(signs: Record<string, (a: number, b: number) => number>, operand: () => Evaluate): Evaluate {
    let left = operand()
    for (let apply = this.takeOf(signs); apply; apply = this.takeOf(signs)) {
      const [first, second, calculate] = [left, operand(), apply]
      left = (scope) => calculate(this.number(first(scope)), this.number(second(scope)))
    }
    return left
  }

  private signed(): Evaluate {
    if (!this.take('-')) return this.primary()
    const operand = this.signed()
    return (scope) => -this.number(operand(scope))
  }

  private primary(): Evaluate {
    const { kind, text } = this.token
    if (this.take('(')) {
      const inner = this.either()
      this.require(')')
      return inner
    }
    if (kind === 'end' || kind === 'sign') throw this.error(`a value is missing at '${text}'`)
    this.next()
    if (kind === 'number') return () => Number(text)
    if (kind === 'text') return () => text
    if (text === 'true' || text === 'false') return () => text === 'true'
    return this.path(text)
  }

  private path(first: string): Evaluate {
    const keys: Evaluate[] = [() => first]
    for (;;) {
      if (this.take('.')) {
        const { kind, text } = this.token
        if (kind !== 'name') throw this.error(`a name is missing at '${text}'`)
        this.next()
        keys.push(() => text)
      } else if (this.take('[')) {
        keys.push(this.sum())
        this.require(']')
      } else break
    }
    return (scope) =>
      keys.reduce<unknown>((from, key) => {
        const name = String(key(scope))
        if (typeof from !== 'object' || from === null || !Object.hasOwn(from, name))
          throw this.error(`there is no '${name}'`)
        return (from as Record<string, unknown>)[name]
      }, scope)
  }

  private truth(value: unknown): boolean {
    if (typeof value === 'boolean') return value
    throw this.error(`${String(value)} is neither true nor false`)
  }
  private number(value: unknown): number {
    if (typeof value === 'number') return value
    throw this.error(`${String(value)} is no number`)
  }

  private take(text: string): boolean {
    const { token } = this
    const isIt = token.text === text && token.kind !== 'text'
    if (isIt) this.next()
    return isIt
  }
  private takeOf<Found>(among: Record<string, Found>): Found | undefined {
    const { kind, text } = this.token
    if (kind !== 'sign' || !Object.hasOwn(among, text)) return undefined
    this.next()
    return among[text]
  }
  private require(text: string): void {
    if (!this.take(text)) throw this.error(`'${text}' is missing at '${this.token.text}'`)
  }

  private next(): void {
    this.token = this.read()
  }
  private read(): Token {
    if (this.text.slice(this.at).trim() === '') return { kind: 'end', text: 'its end' }
    TOKEN.lastIndex = this.at
    const found = TOKEN.exec(this.text)
    if (!found) throw this.error(`'${this.text.slice(this.at).trim().slice(0, 8)}' cannot be read`)
    this.at = TOKEN.lastIndex
    const [, number, text, name, sign] = found
    if (number !== undefined) return { kind: 'number', text: number }
    if (text !== undefined) return { kind: 'text', text }
    return name === undefined ? { kind: 'sign', text: sign as string } : { kind: 'name', text: name }
  }

  private error(why: string): ExpressionError {
    return new ExpressionError(`in '${this.text}': ${why}`)
  }
}
