/**
 * What one source file says of probe points, by its syntax tree. Runs at build time.
 *
 *   probe(Point.X, …)               a call: the actor arrives there with X
 *   set offset(…) { probe(…) }      a setter that tells of each store: the actor arrives where somebody assigns to `offset`
 *   head.aim(ring, Point.X)         from then on a setter tells its stores as X
 */
import { parseSync, Visitor } from 'vite'
import type { ESTree } from 'vite'
import { StepPoint } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'
import type { SourceFunction } from './place.ts'

export interface ParsedSource {
  readonly functions: readonly SourceFunction[]
  readonly calls: readonly Site[]
  /** points under which setters tell their stores from somewhere on */
  readonly aims: readonly number[]
  readonly setters: readonly Setter[]
  readonly stores: readonly Store[]
  /** methods that a subclass replaces, by their names in the class above */
  readonly replaced: readonly string[]
}

interface Site {
  readonly point: number
  readonly inside: SourceFunction
  readonly line: number
}
/** `type`: the interface through which the property is assigned to */
interface Property {
  readonly property: string
  readonly type: string
}
export interface Setter extends Property {
  /** undefined: those that are aimed at */
  readonly point: number | undefined
}
export interface Store extends Property, Omit<Site, 'point'> {}

interface Range {
  readonly start: number
  readonly end: number
}
type ClassRange = Range & { readonly name: string; readonly above: string; readonly types: readonly string[] }
type SetterRange = Range & Property
type FunctionRange = Range & { readonly source: SourceFunction; readonly params: ReadonlyMap<string, string> }

const POINTS: Readonly<Record<string, Readonly<Record<string, number>>>> = { Point, StepPoint }

export function parseSource(file: string, text: string): ParsedSource {
  const { program, comments, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const lines = text.split('\n')
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
  const docs = new Map(comments.map(({ start, end }) => [lineAt(end), lineAt(start)]))

  const classes: ClassRange[] = []
  const setterRanges: SetterRange[] = []
  const functions: FunctionRange[] = []
  const calls: Site[] = []
  const aims: number[] = []
  const setters: Setter[] = []
  const stores: Store[] = []
  const replaced: string[] = []

  const addFunction = ({ start, end }: Range, name: string, params: ReadonlyMap<string, string>): void => {
    const first = lineAt(start)
    const from = docs.get(first - 1) ?? first
    functions.push({ start, end, params, source: { file, name, from, lines: lines.slice(from - 1, lineAt(end)) } })
  }
  const addMethod = (method: ESTree.MethodDefinition): void => {
    const { start, end, kind, value } = method
    const { name: className, above, types } = innermost(classes, method) ?? { name: '', above: '', types: [] }
    const name = nameOf(method.key)
    addFunction(method, kind === 'constructor' ? `new ${className}` : `${className}.${name}`, typesOf(value.params))
    if (method.override) replaced.push(`${above}.${name}`)
    if (kind === 'set') for (const type of types) setterRanges.push({ start, end, property: name, type })
  }

  new Visitor({
    ClassDeclaration: ({ start, end, id, superClass, implements: types = [] }) => {
      const names = { name: id?.name ?? '', above: superClass ? nameOf(superClass) : '' }
      classes.push({ start, end, ...names, types: types.map(({ expression }) => nameOf(expression)) })
    },
    FunctionDeclaration: (node) => addFunction(node, node.id?.name ?? '', typesOf(node.params)),
    MethodDefinition: addMethod,
    CallExpression: (node) => {
      const [first] = node.arguments
      const inside = innermost(functions, node)?.source
      if (!inside || !first) return
      const point = pointOf(first)
      const setter = innermost(setterRanges, node)
      const callee = nameOf(node.callee)
      if (callee === 'aim') aims.push(...node.arguments.flatMap((each) => pointOf(each) ?? []))
      else if (setter && callee === 'probe') setters.push({ property: setter.property, type: setter.type, point })
      else if (point !== undefined) calls.push({ point, inside, line: lineAt(node.start) })
    },
    AssignmentExpression: ({ start, end, left }) => {
      const place = innermost(functions, { start, end })
      if (!place || left.type !== 'MemberExpression') return
      const type = place.params.get(nameOf(left.object))
      if (type) stores.push({ property: nameOf(left), type, inside: place.source, line: lineAt(start) })
    },
  }).visit(program)
  return { functions: functions.map(({ source }) => source), calls, aims, setters, stores, replaced }
}

function innermost<Of extends Range>(ranges: readonly Of[], { start, end }: Range): Of | undefined {
  return ranges.findLast((range) => range.start <= start && end <= range.end)
}

/** `name`, or the last name of `a.b.name`. */
function nameOf(node: ESTree.Node): string {
  if (node.type === 'MemberExpression') return nameOf(node.property)
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : ''
}

function pointOf(node: ESTree.Node): number | undefined {
  return node.type === 'MemberExpression' ? POINTS[nameOf(node.object)]?.[nameOf(node.property)] : undefined
}

/** Parameters whose type is one name, with that. */
function typesOf(params: readonly ESTree.ParamPattern[]): Map<string, string> {
  const types = new Map<string, string>()
  for (const param of params) {
    const type = param.type === 'Identifier' ? param.typeAnnotation?.typeAnnotation : undefined
    if (param.type === 'Identifier' && type?.type === 'TSTypeReference') types.set(param.name, nameOf(type.typeName))
  }
  return types
}
