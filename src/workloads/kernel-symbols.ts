import { KERNEL_CALLS } from './kernel-calls.ts'
import { Dice } from './seeded-words.ts'

/** A function of the modelled kernel by its number: where it stands in `KERNEL_SYMBOLS`. */
export interface KernelSymbol {
  readonly name: string
  /** low half of the address; the high half is HIGH_HALF for all, as on x86-64 */
  readonly low: number
}

export const HIGH_HALF = 0xffff_ffff
const TEXT_LOW = 0x8100_0000
const FUNCTION_ALIGNMENT = 16
/** in units of the alignment; the text of the kernel's functions that are not modelled lies between */
const MAX_DISTANCE = 0x2000

/** The kernel's symbol table, /proc/kallsyms: ascending addresses, which are the same for every seed. */
export const KERNEL_SYMBOLS: readonly KernelSymbol[] = placeFunctions()

const NUMBERS = new Map(KERNEL_SYMBOLS.map(({ name }, number) => [name, number]))

/** @throws Error for a name that the model does not have */
export function symbolNumber(name: string): number {
  const number = NUMBERS.get(name)
  if (number === undefined) throw new Error(`the modelled kernel has no function ${name}`)
  return number
}

const NAMES = KERNEL_SYMBOLS.map(({ name, low }) => `{ 0x${HIGH_HALF.toString(16)}${low.toString(16)}, "${name}" }`)

/** What a print fmt has in place of `%ps`: the name that goes with the address in this field. */
export function printSymbol(field: string): string {
  return `__print_symbolic(REC->${field}, ${NAMES.join(', ')})`
}

/** An address as a field holds it: the function's first byte, also where the kernel has an address within the caller. */
export function storeAddress(words: Int32Array, at: number, number: number): void {
  words[at] = KERNEL_SYMBOLS[number]?.low ?? 0
  words[at + 1] = HIGH_HALF
}

function placeFunctions(): KernelSymbol[] {
  const callees = Object.values(KERNEL_CALLS).flat()
  const names = new Set([...Object.keys(KERNEL_CALLS), ...callees.map((name) => name.replace('?', ''))])
  const distances = new Dice(0, 0)
  let low = TEXT_LOW
  return [...names].map((name) => {
    low += FUNCTION_ALIGNMENT * (1 + distances.roll(MAX_DISTANCE))
    return { name, low }
  })
}
