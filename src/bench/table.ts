/** The figures as text: for the terminal, and as the tables of the README. */
import type { Aim, BenchGroup } from './bench-group.ts'

/** Nanoseconds of an operation: case → host → the least that was measured. */
export class Figures {
  private readonly least = new Map<string, Map<string, number>>()

  add(name: string, host: string, ns: number): void {
    const hosts = this.least.get(name) ?? new Map<string, number>()
    this.least.set(name, hosts.set(host, Math.min(ns, hosts.get(host) ?? Infinity)))
  }
  ns(name: string, host: string): number | undefined {
    return this.least.get(name)?.get(host)
  }
}

type Row = readonly string[]

/** A row per case, a column per host: ns, and how often that of the base. */
export function groupTable({ title, base, cases }: BenchGroup, hosts: readonly string[], figures: Figures): Row[] {
  const here = hosts.filter((host) => cases.some(({ name }) => figures.ns(name, host) !== undefined))
  const cell = (name: string, host: string): string => {
    const ns = figures.ns(name, host)
    return ns === undefined ? '' : `${round(ns)} (${round(ns / (figures.ns(base, host) ?? NaN))})`
  }
  const rows = cases.map(({ name }) => [name, ...here.map((host) => cell(name, host))])
  return [[`${title}: ns (× ${base})`, ...here], ...rows]
}

/** A row per aim, a column per host in which it was measured. */
export function aimTable(groups: readonly BenchGroup[], hosts: readonly string[], figures: Figures): Row[] {
  const rows = groups.flatMap(({ aims }) =>
    aims.map((aim) => [aim.text, ratioText(aim), ...hosts.map((host) => aimCell(aim, host, figures))]),
  )
  return [['aim', 'ratio', ...hosts], ...rows]
}

function ratioText({ of, to, toHost }: Aim): string {
  return toHost ? `${of} / the same in ${toHost}` : `${of} / ${to}`
}

function aimCell({ of, to, toHost, bound }: Aim, host: string, figures: Figures): string {
  const ns = figures.ns(of, host)
  const toNs = figures.ns(to, toHost ?? host)
  if (ns === undefined || toNs === undefined) return ''
  const ratio = ns / toNs
  const isMet = 'atMost' in bound ? ratio <= bound.atMost : ratio >= bound.atLeast
  return `${ratio.toFixed(3)} ${isMet ? 'met' : 'MISSED'}`
}

export function plain(rows: readonly Row[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: Row): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
  return rows.map(line).join('\n')
}

export function markdown([head = [], ...rows]: readonly Row[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'))
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** Three digits: more would be noise. */
function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
