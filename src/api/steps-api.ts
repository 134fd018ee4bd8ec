/** Step mode's methods of `window.ringside`. */
import { RingsideError } from '../machine/ringside-error.ts'
import type { Session } from '../store/session.ts'
import type { StepCall, StopCondition } from '../store/step-calls.ts'
import { requireBytes, requireType } from './arguments.ts'
import type { StepRecord } from './contract.ts'

/** What few pages use is loaded with the first call. */
const words = () => import('../store/step-calls.ts')

export class StepsApi {
  constructor(protected readonly session: Session) {}

  /** Releases one actor for one step. */
  async step(actor: number | 'reader'): Promise<StepRecord> {
    const { stepping } = this.session
    const { seatOf } = await words()
    return stepping.record(await stepping.step(seatOf(stepping.required, actor)))
  }

  /** Queues a call to be stepped by hand. */
  async begin(actor: number | 'reader', call: StepCall): Promise<void> {
    const { stepping } = this.session
    const { seatOf } = await words()
    const seat = seatOf(stepping.required, actor)
    if (typeof call !== 'object' || call === null)
      throw new RingsideError('bad-argument', "begin() takes a call, such as { call: 'consume' }.")
    if (call.call === 'write') {
      requireType(call.type, stepping.required.config.asPosted)
      call = { ...call, payload: [...requireBytes(call.payload)] }
    }
    await stepping.begin(seat, call)
  }

  async interrupt(cpu: number, options: { kind?: 'irq' | 'nmi' } = {}): Promise<StepRecord> {
    const { stepping } = this.session
    void stepping.required
    const kind = options?.kind ?? 'irq'
    if (kind !== 'irq' && kind !== 'nmi')
      throw new RingsideError('bad-argument', `An interrupt is an 'irq' or an 'nmi', not '${String(kind)}'.`)
    return stepping.record(await stepping.interrupt(cpu, kind === 'nmi'))
  }

  /** @throws RingsideError bad-argument: nobody can go on */
  async runUntil(stop: StopCondition): Promise<StepRecord> {
    const { stepping } = this.session
    const { conditionOf, seatOf } = await words()
    const { required: run } = stepping
    const met = conditionOf(run, stop ?? {})
    const stalled = (stop?.hold ?? []).map((actor) => seatOf(run, actor)).filter((seat) => !run.isHeld(seat))
    for (const seat of stalled) run.hold(seat, true)
    const last = await stepping.runUntil(met).finally(() => {
      for (const seat of stalled) run.hold(seat, false)
    })
    if (last === undefined)
      throw new RingsideError(
        'bad-argument',
        'Nobody can go on: every actor is idle, is held, has crashed or waits for ever.',
      )
    return stepping.record(last)
  }

  position(): { op: number; length: number; branch: string } {
    const { run } = this.session.stepping
    if (!run) return { op: 0, length: 0, branch: '' }
    const { position, length } = run.recording
    return { op: position, length, branch: run.branches.current.id }
  }
  async seek(op: number): Promise<void> {
    await this.session.stepping.seek(op)
  }
  fork(): Promise<string> {
    return this.session.stepping.fork()
  }
  branches(): { id: string; parent?: string; at: number; length: number }[] {
    const all = this.session.stepping.run?.branches.all ?? []
    return all.map(({ id, parent, at, log }) => ({
      id,
      ...(parent !== undefined && { parent }),
      at,
      length: log.length,
    }))
  }
  checkout(branch: string): Promise<void> {
    return this.session.stepping.checkout(branch)
  }

  /** At the op that is shown. @throws RingsideError not-stepping */
  async invariants(): Promise<{ id: string; title: string; holds: boolean | 'not-now'; witness?: string }[]> {
    const { required: run } = this.session.stepping
    const { shownInvariants } = await import('../store/step-invariants.ts')
    return shownInvariants(run).map(({ id, title, holds, witness }) => ({
      id,
      title,
      holds,
      ...(witness !== undefined && { witness }),
    }))
  }

  saveRecording(): Promise<Blob> {
    return this.session.saveRecording()
  }
  async openRecording(file: Blob): Promise<void> {
    if (!(file instanceof Blob)) throw new RingsideError('bad-argument', 'openRecording() takes a Blob or a File.')
    await this.session.openRecording(file)
  }
  /** On: what runs live is recorded. Off: it is shown as steps. */
  async recordLive(on: boolean): Promise<void> {
    await (await this.session.liveControl()).set(on)
  }
}
