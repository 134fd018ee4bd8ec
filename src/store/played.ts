/** The session as lessons play on it: the same as the public contract does. */
import type { Played } from '../lessons/act.ts'
import { stepPointName } from '../control/step-point.ts'
import type { Session } from './session.ts'
import { conditionOf, seatOf } from './step-calls.ts'

export function playedBy(session: Session): Played {
  const { stepping } = session
  return {
    write: (cpu, type, payload) => session.write(cpu, type, Uint8Array.from(payload)),
    consume: (max) => session.consume(max),
    begin: (actor, call) => stepping.begin(seatOf(stepping.required, actor), call),
    step: async (actor) => {
      const op = await stepping.step(seatOf(stepping.required, actor))
      return { point: stepPointName(stepping.required.recording.log.pointOf(op)) }
    },
    interrupt: (cpu, { kind }) => stepping.interrupt(cpu, kind === 'nmi'),
    runUntil: (stop) => stepping.runUntil(conditionOf(stepping.required, stop)),
    snapshot: (cpu) => session.snapshot(cpu),
    reset: (cpu) => session.reset(cpu),
    kill: (cpu) => session.kill(cpu),
    disable: () => session.disable(),
    enable: () => session.enable(),
  }
}
