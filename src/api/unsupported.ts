import { RingsideError } from '../machine/ringside-error.ts'
import type { Ringside } from './contract.ts'

const NAMES = ['openLesson'] as const satisfies readonly (keyof Ringside)[]

/** The contract's methods that this release does not do: each rejects with `unsupported`. */
export function unsupportedMethods(): Pick<Ringside, (typeof NAMES)[number]> {
  const refuse = (name: string) => (): Promise<never> =>
    Promise.reject(new RingsideError('unsupported', `${name}() is not in this release yet.`))
  return Object.fromEntries(NAMES.map((name) => [name, refuse(name)])) as unknown as Pick<
    Ringside,
    (typeof NAMES)[number]
  >
}
