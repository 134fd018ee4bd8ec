import type { Command } from '../commands/command.ts'
import type { View } from '../view.ts'
import type { Wanted } from './moves.ts'

const SMALL_SCREEN_CPUS = 9

const positionOf = ({ session }: View) => {
  const recording = session.stepping.run?.recording
  return { op: recording?.position ?? 0, length: recording?.length ?? 0 }
}

export const BACK: Command = {
  id: 'steps-back',
  title: 'Back one op',
  group: 'Steps',
  keys: [{ key: ',' }, { key: 'ArrowLeft' }],
  where: 'steps',
  run: ({ session }) => session.stepping.move(-1),
  enabled: (view) => positionOf(view).op > 0,
}
export const FORWARD: Command = {
  id: 'steps-forward',
  title: 'Forward one op',
  group: 'Steps',
  keys: [{ key: '.' }, { key: 'ArrowRight' }],
  where: 'steps',
  run: ({ session }) => session.stepping.move(1),
  enabled: (view) => positionOf(view).op < positionOf(view).length,
}
export const TO_START: Command = {
  id: 'steps-start',
  title: 'Before the first op',
  group: 'Steps',
  keys: [{ key: '[' }],
  where: 'steps',
  run: (view) => view.session.stepping.seek(0),
  enabled: (view) => positionOf(view).op > 0,
}
export const TO_END: Command = {
  id: 'steps-end',
  title: 'To the last op',
  group: 'Steps',
  keys: [{ key: ']' }],
  where: 'steps',
  run: (view) => view.session.stepping.seek(positionOf(view).length),
  enabled: (view) => positionOf(view).op < positionOf(view).length,
}
/** The finder is loaded with the first move. */
function move(wanted: Wanted, by: 1 | -1, title: string, key: string): Command {
  return {
    id: `steps-${by > 0 ? 'next' : 'previous'}-${wanted}`,
    title,
    group: 'Steps',
    keys: [by > 0 ? { key } : { key, shift: true }],
    where: 'steps',
    run: async (view) => (await import('./moves.ts')).moveTo(view, wanted, by),
    enabled: by > 0 ? (view) => FORWARD.enabled?.(view) !== false : (view) => positionOf(view).op > 1,
  }
}
/** There and back. */
export const MOVES: readonly { name: string; previous: Command; next: Command }[] = (
  [
    ['loss', 'op that loses', 'l'],
    ['actor', 'op of this actor', 'a'],
    ['page', 'op on this page', 'p'],
  ] as const
).map(([wanted, name, key]) => ({
  name,
  previous: move(wanted, -1, `Previous ${name}`, key),
  next: move(wanted, 1, `Next ${name}`, key),
}))

export const FORK: Command = {
  id: 'steps-fork',
  title: 'Go on differently from here (fork)',
  group: 'Steps',
  run: ({ session }) => session.stepping.fork(),
  enabled: ({ session }) => session.stepping.run?.isLive === false && canFork(session),
}

/** A recording can be looked at anywhere; threads that go on from it are had where they can be parked. */
export function canFork({ store }: View['session']): boolean {
  return store.getState().capabilities.stepping
}

/** Stepping an actor, by its number. */
const STEP_CPUS = Array.from({ length: SMALL_SCREEN_CPUS }, (_, cpu): Command => ({
  id: `step-cpu-${cpu}`,
  title: `Step CPU ${cpu}`,
  group: 'Steps',
  keys: [{ key: String(cpu) }],
  where: 'steps',
  run: ({ session }) => session.stepping.step(cpu),
  enabled: ({ session }) => (session.stepping.run?.cpus ?? 0) > cpu,
}))

export const STEP_READER: Command = {
  id: 'step-reader',
  title: 'Step reader',
  group: 'Steps',
  keys: [{ key: 'r' }],
  where: 'steps',
  run: ({ session }) => session.stepping.step(session.stepping.required.cpus),
  enabled: ({ session }) => session.stepping.run !== undefined,
}

export const STEPS_COMMANDS: readonly Command[] = [
  BACK,
  FORWARD,
  TO_START,
  TO_END,
  ...MOVES.flatMap(({ previous, next }) => [next, previous]),
  FORK,
  ...STEP_CPUS,
  STEP_READER,
]
