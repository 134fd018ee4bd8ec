/**
 * Schedules as data: who is released next, and how far. The page plays them through `window.ringside`, Node's threads through the same methods, so that
 * both do the same steps.
 */
import type { Ringside } from '../../src/api/contract.ts'

export type Actor = number | 'reader'

/** The actor goes on to the point `to`, or to the end of all that it was called for; where it waits for a lock its turn passes. */
export type Choice =
  | readonly [does: 'write', cpu: number, byte: number, length: number, to?: string]
  | readonly [does: 'consume', to?: string]
  | readonly [does: 'go', actor: Actor, to?: string]
  | readonly [does: 'irq' | 'nmi' | 'kill', cpu: number]
  /** everybody to the end */
  | readonly [does: 'rest']
  /** the reader takes at most so many events, as posted it may find the same ones for ever */
  | readonly [does: 'drain', most: number]

/** Whom a choice lets go on. */
export function actorOf(choice: Choice): Actor {
  const [does, actor] = choice
  return does === 'consume' || does === 'drain' || does === 'rest' ? 'reader' : (actor as Actor)
}

/** The point at which a choice stops its actor; undefined: at none. */
export function stopOf(choice: Choice): string | undefined {
  switch (choice[0]) {
    case 'write':
      return choice[4]
    case 'consume':
      return choice[1]
    case 'go':
      return choice[2]
    default:
      return undefined
  }
}

export type Steppable = Pick<Ringside, 'begin' | 'interrupt' | 'kill' | 'position'> & {
  step(actor: Actor): Promise<{ op: number; point: string }>
  write(cpu: number, type: number, payload: number[]): Promise<unknown>
  consume(max: number): Promise<unknown>
}

/** How a choice ended. */
export interface Ended {
  /** the last op */
  readonly op: number
  /** the actor stands at a lock that another holds, or it itself */
  readonly waits: boolean
}

/**
 * Plays a schedule. An event's body is so many times its byte, its type is 7: one whose bytes differ is torn. Who goes to its end without a stop is
 * called through `write` and `consume`, which the page draws once; where that would block, it steps to its wait.
 *
 * The page gets this function as text: it uses nothing from outside of itself.
 */
export async function play(machine: Steppable, choices: readonly Choice[]): Promise<Ended[]> {
  /** calls that have not ended, by actor; of an actor that has crashed NaN */
  const open = new Map<Actor, number>()
  const isGone = (actor: Actor): boolean => Number.isNaN(open.get(actor))

  /** @returns whether it waits */
  const go = async (actor: Actor, to?: string): Promise<boolean> => {
    for (let calls = open.get(actor) ?? 0; calls > 0; calls = open.get(actor) ?? 0) {
      const { point } = await machine.step(actor)
      if (point === 'Crashed') open.set(actor, NaN)
      if (point === 'Rested') open.set(actor, calls - 1)
      if (point === 'LockWaited') return true
      if (point === to) return false
    }
    return false
  }
  /** @returns whether it waits */
  const stepped = async (actor: Actor, call: Parameters<Steppable['begin']>[1], to?: string): Promise<boolean> => {
    await machine.begin(actor, call)
    open.set(actor, (open.get(actor) ?? 0) + 1)
    return go(actor, to)
  }
  /** @returns whether it was called to its end */
  const called = async (actor: Actor, call: () => Promise<unknown>): Promise<boolean> => {
    try {
      await call()
      open.set(actor, 0)
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === 'would-block') return false
      if (code !== 'crashed') throw error
      open.set(actor, NaN)
    }
    return true
  }
  const write = async (cpu: number, payload: number[], to?: string): Promise<boolean> => {
    if (isGone(cpu)) return false
    if (to === undefined && (await called(cpu, () => machine.write(cpu, 7, payload)))) return false
    return stepped(cpu, { call: 'write', type: 7, payload }, to)
  }
  const consume = async (to?: string): Promise<boolean> => {
    if (isGone('reader')) return false
    if (to === undefined && (await called('reader', () => machine.consume(1)))) return false
    return stepped('reader', { call: 'consume' }, to)
  }
  /** Until nobody has come to an end of a call. */
  const rest = async (): Promise<boolean> => {
    let waits = false
    for (let before = ''; before !== String([...open]);) {
      before = String([...open])
      waits = false
      for (const actor of open.keys()) if (await go(actor)) waits = true
    }
    return waits
  }
  const choose = async (choice: Choice): Promise<boolean> => {
    switch (choice[0]) {
      case 'write': {
        const [, cpu, byte, length, to] = choice
        return write(cpu, Array<number>(length).fill(byte), to)
      }
      case 'consume':
        return consume(choice[1])
      case 'go':
        return go(choice[1], choice[2])
      case 'rest':
        return rest()
      case 'drain':
        return !isGone('reader') && !(await called('reader', () => machine.consume(choice[1])))
      case 'kill':
        await machine.kill(choice[1])
        open.set(choice[1], NaN)
        return false
      default:
        await machine.interrupt(choice[1], { kind: choice[0] })
        return false
    }
  }

  const ended: Ended[] = []
  for (const choice of choices) {
    const waits = await choose(choice)
    ended.push({ op: machine.position().op, waits })
  }
  return ended
}
