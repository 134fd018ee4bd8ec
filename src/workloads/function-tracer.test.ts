import { describe, expect, test } from 'vitest'
import { ENTRIES, KERNEL_CALLS } from './kernel-calls.ts'
import { KERNEL_SYMBOLS } from './kernel-symbols.ts'
import { TracedRun } from './testing/traced-run.ts'

function callees(name: string): string[] {
  return (KERNEL_CALLS[name] ?? []).map((callee) => callee.replace('?', ''))
}

function depthBelow(name: string): number {
  return 1 + Math.max(0, ...callees(name).map(depthBelow))
}

function below(name: string): string[] {
  return [name, ...callees(name).flatMap(below)]
}

describe('the modelled kernel', () => {
  test('calls nothing from itself, nor deeper than a walk can follow', () => {
    // a function that reached itself would have no depth
    expect(Math.max(...ENTRIES.map(([caller]) => depthBelow(caller)))).toBeLessThan(32)
  })

  test('has no function that is never entered', () => {
    const reached = new Set(ENTRIES.flatMap(([caller, name]) => [caller, ...below(name)]))
    expect(KERNEL_SYMBOLS.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([])
  })

  test('has addresses in the order of its symbol table, none twice', () => {
    const lows = KERNEL_SYMBOLS.map(({ low }) => low)
    expect(lows).toEqual([...new Set(lows)].sort((a, b) => a - b))
    expect(lows.at(-1)).toBeLessThan(0x8800_0000)
  })
})

describe('the function tracer', () => {
  test.each([1, 2, 3])('enters each function from one that has not returned (seed %i)', (seed) => {
    const { events } = new TracedRun('function', { seed }).run({ events: 2000 })
    const roots = new Set(ENTRIES.map(([caller, name]) => `${name} <-${caller}`))
    const stack: string[] = []
    const entered = new Set<string>()
    const fromNowhere = events.filter(({ text }) => {
      const [callee = '', caller = ''] = text.split(' <-')
      while (stack.length > 0 && stack.at(-1) !== caller) stack.pop()
      const isCalled = stack.length > 0 ? callees(caller).includes(callee) : roots.has(text)
      stack.push(callee)
      entered.add(callee)
      return !isCalled
    })
    expect(fromNowhere).toEqual([])
    expect(entered.size).toBeGreaterThan(50)
  })

  test('writes addresses as the symbol table has them', () => {
    const [first] = new TracedRun('function').run({ events: 1 }).events
    const symbol = KERNEL_SYMBOLS.find(({ name }) => name === first?.text.split(' ')[0])
    expect(first?.fields[0]).toBe(0xffff_ffff_0000_0000n + BigInt(symbol?.low ?? 0))
  })
})
