/** What a lesson does with a machine, as data; done through the public contract, by the page itself or by whoever watches it from outside. */
import * as v from 'valibot'
import { StepPoint } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const Count = v.pipe(v.number(), v.integer(), v.minValue(1))
const Byte = v.pipe(Whole, v.maxValue(255))
const AnActor = v.union([Whole, v.literal('reader')])
/** A probe point of the ring, or of step mode, by its name. */
export const PointNamed = v.picklist([...Object.keys(Point), ...Object.keys(StepPoint)])
/** Where an act stops; without, at the end of its call. Who has to wait for a lock stays there. */
const To = v.optional(PointNamed)

export type Act =
  /** CPU, what each byte of the body is, how many there are */
  | readonly ['write', cpu: number, byte: number, bytes: number, to?: string | undefined]
  /** the next event, by the reader */
  | readonly ['consume', to?: string | undefined]
  /** all that is unread, by an iterator */
  | readonly ['read', to?: string | undefined]
  /** whoever has begun something goes on with it */
  | readonly ['go', actor: Actor, to?: string | undefined]
  | readonly ['step', actor: Actor, times?: number | undefined]
  | readonly ['interrupt', cpu: number, kind?: 'irq' | 'nmi' | undefined]
  /** everybody goes on in turn */
  | readonly ['until', what: 'overrun' | 'invariant']
  | readonly ['snapshot', cpu?: number | undefined]
  | readonly ['reset', cpu?: number | undefined]
  | readonly ['kill', cpu: number]
  | readonly ['disable' | 'enable']

export type Actor = number | 'reader'

export const ActSchema: v.GenericSchema<Act> = v.union(
  [
    v.tuple([v.literal('write'), Whole, Byte, Whole, To]),
    v.tuple([v.literal('consume'), To]),
    v.tuple([v.literal('read'), To]),
    v.tuple([v.literal('go'), AnActor, To]),
    v.tuple([v.literal('step'), AnActor, v.optional(Count)]),
    v.tuple([v.literal('interrupt'), Whole, v.optional(v.picklist(['irq', 'nmi']))]),
    v.tuple([v.literal('until'), v.picklist(['overrun', 'invariant'])]),
    v.tuple([v.literal('snapshot'), v.optional(Whole)]),
    v.tuple([v.literal('reset'), v.optional(Whole)]),
    v.tuple([v.literal('kill'), Whole]),
    v.tuple([v.literal('disable')]),
    v.tuple([v.literal('enable')]),
  ],
  'is nothing that can be done: take write, consume, read, go, step, interrupt, until, snapshot, reset, kill, disable or enable',
)
type Call = { call: 'consume' } | { call: 'read' } | { call: 'write'; type: number; payload: number[] }

/** As much of the contract as acts need. */
export interface Played {
  write(cpu: number, type: number, payload: number[]): Promise<unknown>
  consume(max: number): Promise<unknown>
  begin(actor: Actor, call: Call): Promise<unknown>
  step(actor: Actor): Promise<{ readonly point: string }>
  interrupt(cpu: number, options: { kind: 'irq' | 'nmi' }): Promise<unknown>
  runUntil(stop: { overrun: true } | { invariant: true }): Promise<unknown>
  snapshot(cpu?: number): Promise<unknown>
  reset(cpu?: number): Promise<unknown>
  kill(cpu: number): Promise<unknown>
  disable(): Promise<unknown>
  enable(): Promise<unknown>
}

/** of an event written by hand: no registered type has it */
export const HAND_TYPE = 7
/** an actor that waits gets no further: more steps than any call of a lesson takes */
const MOST_STEPS = 2000

/** @throws RingsideError what the machine refuses; Error: an actor does not come to where it is to stop */
export async function perform(machine: Played, acts: readonly Act[]): Promise<void> {
  for (const act of acts) await performOne(machine, act)
}

async function performOne(machine: Played, act: Act): Promise<unknown> {
  switch (act[0]) {
    case 'write': {
      const [, cpu, byte, bytes, to] = act
      const payload = Array<number>(bytes).fill(byte)
      if (to === undefined) return machine.write(cpu, HAND_TYPE, payload)
      await machine.begin(cpu, { call: 'write', type: HAND_TYPE, payload })
      return go(machine, cpu, to)
    }
    case 'consume':
      return act[1] === undefined ? machine.consume(1) : read(machine, 'consume', act[1])
    case 'read':
      return read(machine, 'read', act[1])
    case 'go':
      return go(machine, act[1], act[2])
    case 'step':
      for (let steps = act[2] ?? 1; steps > 0; steps--) await machine.step(act[1])
      return undefined
    case 'interrupt':
      return machine.interrupt(act[1], { kind: act[2] ?? 'irq' })
    case 'until':
      return machine.runUntil(act[1] === 'overrun' ? { overrun: true } : { invariant: true })
    case 'snapshot':
    case 'reset':
      return machine[act[0]](act[1])
    case 'kill':
      return machine.kill(act[1])
    default:
      return machine[act[0]]()
  }
}

async function read(machine: Played, call: 'consume' | 'read', to: string | undefined): Promise<void> {
  await machine.begin('reader', { call })
  return go(machine, 'reader', to)
}

async function go(machine: Played, actor: Actor, to: string | undefined): Promise<void> {
  const ends = [to, 'Rested', 'LockWaited', 'Crashed']
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const { point } = await machine.step(actor)
    if (ends.includes(point)) return
  }
  throw new Error(`Actor ${actor} does not come to ${to ?? 'its end'}.`)
}
