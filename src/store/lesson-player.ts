/**
 * Plays a lesson on the machine of the session: each part is something done, and shown where that left off. One goes back by looking at the past of the same
 * recording, and on by doing the rest; where the visitor has done something else meanwhile, all is done again from the beginning, which gives the same bytes.
 *
 *   segments   part 0 | its prediction | part 1 | its prediction | …
 *   marks            op             op       op
 */
import { createStore } from 'zustand/vanilla'
import { perform } from '../lessons/act.ts'
import type { Act } from '../lessons/act.ts'
import { evaluate, ExpressionError } from '../lessons/expression.ts'
import { fill } from '../lessons/fill.ts'
import { challengeAt, segmentsOf } from '../lessons/lesson.ts'
import type { Challenge, Lesson, Prediction } from '../lessons/lesson.ts'
import { lessonConfig, scopeOf } from '../lessons/lesson-machine.ts'
import type { Scope } from '../lessons/lesson-machine.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import { answerOf, tell } from '../lessons/tell.ts'
import type { Answer, Told } from '../lessons/tell.ts'
import type { StepRun } from '../machine/step/step-run.ts'
import { stepPointName } from '../control/step-point.ts'
import type { LessonPlace, Won } from './link.ts'
import { toRingsideError } from './problems.ts'
import { playedBy } from './played.ts'
import type { Selection } from './selection.ts'
import type { Session } from './session.ts'
import type { AskedSteps } from './url-parameters.ts'

const NO_THREADS = 'A challenge takes threads that can be parked: open the page in a tab of its own.'

export interface LessonState {
  readonly lesson: Lesson
  /** index; behind the last part, of a challenge */
  readonly part: number
  /** something is being done */
  readonly busy: boolean
  /** in the playground: the lesson waits */
  readonly away: boolean
  /** of the part: with the numbers of the machine */
  readonly told: ToldPart | undefined
  /** index of the choice, or the page, that was picked */
  readonly picked: number | undefined
  readonly challenge: ChallengeState | undefined
}

/** Of the part that is shown. */
export interface ToldPart extends Told {
  /** once it was seen */
  readonly answer: SeenAnswer | undefined
}

export interface SeenAnswer extends Answer {
  /** the op that shows it */
  readonly op: number | undefined
}

export interface ChallengeState {
  readonly challenge: Challenge
  readonly goal: string
  /** where it was won first; undefined: not yet */
  readonly won: Won | undefined
  readonly hints: readonly string[]
}

export class LessonPlayer {
  readonly state
  private run: StepRun | undefined
  /** the op behind what the challenge itself does first */
  private challengeBegan = 0
  /** the op behind each segment that was done */
  private marks: number[] = []
  /** by part, as it was first told: what is seen later changes none of its numbers */
  private readonly tolds = new Map<number, Told>()
  /** of parts that were answered */
  private readonly answers = new Map<number, { picked: number | undefined; answer: SeenAnswer }>()
  /** the part that is shown, or will be */
  private heading = 0
  /** what is done now, or waits for that; over when the last of it is */
  private turn: Promise<void> = Promise.resolve()
  private waiting = 0
  /** what the part itself has selected is nobody's pick */
  private selectedAtFirst: Selection | undefined
  private readonly unsubscribe: () => void
  private readonly segments: readonly (readonly Act[])[]

  constructor(
    private readonly session: Session,
    readonly lesson: Lesson,
    /** where nobody is to be parked: what the ring did when the page was built */
    private readonly recording?: () => Promise<Blob>,
    /** by which an address asks for it: its id, or the path of its file; undefined: a file of the visitor's */
    readonly name?: string,
  ) {
    this.segments = segmentsOf(lesson)
    this.state = createStore<LessonState>(() => ({
      lesson,
      part: 0,
      busy: true,
      away: false,
      told: undefined,
      picked: undefined,
      challenge: undefined,
    }))
    this.unsubscribe = session.store.subscribe(() => this.follow())
  }

  /** Nothing of it is being done. */
  whenStill(): Promise<void> {
    return this.turn
  }

  close(): void {
    this.unsubscribe()
  }

  /** It is shown as it was, so that nothing can be done but look. */
  get isRecorded(): boolean {
    return this.recording !== undefined
  }

  /** index of what comes last: recorded, challenges cannot be taken */
  get last(): number {
    const { parts, challenges } = this.lesson
    return parts.length + (this.isRecorded ? 0 : challenges.length) - 1
  }

  /** @throws RingsideError where the machine cannot be had, or refuses what is done; ExpressionError: a sentence asks for what is not there */
  goTo(part: number): Promise<void> {
    this.heading = part
    return this.busily(async () => {
      // somewhere else is wanted by now
      if (part !== this.heading) return
      const challenge = challengeAt(this.lesson, part)
      if (challenge) return this.beginChallenge(part, challenge)
      const before = this.answers.get(part)
      await this.bring(2 * part + (before ? 1 : 0))
      await this.show(part)
    })
  }
  /** Nothing, where there is none. */
  async next(): Promise<void> {
    if (this.heading < this.last) await this.goTo(this.heading + 1)
  }
  async back(): Promise<void> {
    if (this.heading > 0) await this.goTo(this.heading - 1)
  }

  pick(picked: number): void {
    if (!this.state.getState().told?.answer) this.state.setState({ picked })
  }

  /** Does what the prediction is about. */
  see(): Promise<void> {
    const asked = this.heading
    return this.busily(async () => {
      const { part, picked } = this.state.getState()
      if (part !== asked) return
      const predict = this.lesson.parts[part]?.predict
      if (!predict) return
      await this.bring(2 * part + 1)
      const said = answerOf(predict, await this.scope())
      if (said.right < 0) throw new ExpressionError('Of a prediction no choice holds.')
      const [from = 0, to = 0] = this.marks.slice(2 * part, 2 * part + 2)
      this.answers.set(part, {
        picked,
        answer: { ...said, op: this.opOf(predict, from, to) },
      })
      await this.show(part)
    })
  }

  /** Leaves the machine to the visitor. */
  leave(): void {
    this.state.setState({ away: true })
  }
  /** A challenge goes on where it was, if its machine is still there. */
  async comeBack(): Promise<void> {
    const { part, challenge } = this.state.getState()
    this.state.setState({ away: false })
    if (!challenge || !this.isOnStage) await this.goTo(part)
  }

  get isOfCourse(): boolean {
    return this.name === this.lesson.id
  }

  /** Where a link to what is shown leads; undefined: the machine is the visitor's. */
  get place(): LessonPlace | undefined {
    const { part, away, challenge } = this.state.getState()
    if (away || !this.isOnStage) return undefined
    return { name: this.name, part, won: challenge?.won }
  }

  /** Goes to a challenge, does again how it was won, and judges it anew. @throws RingsideError bad-argument: it is not won by that */
  async prove(part: number, steps: AskedSteps): Promise<void> {
    await this.goTo(part)
    await this.busily(async () => {
      const wrong = await this.session.stepping.follow(steps).catch((error: unknown) => toRingsideError(error).message)
      if (wrong !== undefined) throw notProved(wrong)
    })
    await this.judge()
    if (!this.state.getState().challenge?.won) throw notProved('What its steps do is no win.')
  }

  /** One hint more. */
  async hint(): Promise<void> {
    const { challenge: state } = this.state.getState()
    const next = state?.challenge.hints[state.hints.length]
    if (!state || next === undefined) return
    const hint = fill(next, await this.scope())
    this.state.setState({ challenge: { ...state, hints: [...state.hints, hint] } })
  }

  /** Takes back the last op of the challenge; one goes on differently from there. Nothing, where none was done. @throws RingsideError as `Stepping.fork` */
  undo(): Promise<void> {
    return this.busily(async () => {
      const { challenge } = this.state.getState()
      if (!challenge || !this.run || !this.canUndo) return
      await this.session.stepping.seek(this.run.recording.position - 1)
      await this.session.stepping.fork()
      this.state.setState({ challenge: { ...challenge, won: undefined } })
      // several ops may have been done since it was won
      await this.judge()
    })
  }

  /** Something has been done since the challenge began. */
  get canUndo(): boolean {
    return this.isOnStage && (this.run?.recording.position ?? 0) > this.challengeBegan
  }

  private async beginChallenge(part: number, challenge: Challenge): Promise<void> {
    if (this.recording) throw new RingsideError('not-isolated', NO_THREADS)
    this.marks = []
    await this.session.configure(lessonConfig(this.lesson.config, challenge.config))
    this.run = this.session.stepping.run
    await perform(playedBy(this.session), challenge.acts)
    this.challengeBegan = this.run?.recording.position ?? 0
    const scope = await this.scope()
    const goal = fill(challenge.goal, scope)
    // what cannot be told or judged is refused now, not in the middle
    for (const hint of challenge.hints) fill(hint, scope)
    evaluate(challenge.wins, scope)
    this.state.setState({
      part,
      told: undefined,
      picked: undefined,
      challenge: { challenge, goal, won: undefined, hints: [] },
    })
  }

  /** Whether it is won now; the page that is to be clicked. */
  private follow(): void {
    const { challenge, busy, part, away } = this.state.getState()
    if (busy || away || !this.isOnStage) return
    if (challenge && !challenge.won) return void this.judge().catch(this.session.report)
    const page = this.lesson.parts[part]?.predict?.page
    const { selection } = this.session.store.getState()
    if (selection === this.selectedAtFirst) return
    if (page && selection && selection.cpu === page.cpu && !selection.snapshot) this.pick(selection.page)
  }

  /** The machine is still the one that this lesson made. */
  get isOnStage(): boolean {
    return this.run !== undefined && this.session.stepping.run === this.run
  }

  private async judge(): Promise<void> {
    const scope = await this.scope()
    if (!this.isOnStage) return
    const { challenge } = this.state.getState()
    if (!challenge || challenge.won || evaluate(challenge.challenge.wins, scope) !== true) return
    const branch = this.run?.branches.current.id ?? 'main'
    this.state.setState({ challenge: { ...challenge, won: { op: scope.op, branch } } })
  }

  /** Brings the machine to where this segment ends. */
  private async bring(to: number): Promise<void> {
    const { session } = this
    if (!this.run || session.stepping.run !== this.run) await this.begin()
    else if (this.run.branches.current.id !== 'main') await session.stepping.checkout('main')
    if (this.marks.length <= to) {
      if (this.run && this.run.recording.length !== this.marks.at(-1)) await this.begin()
      else await session.stepping.seek(this.marks.at(-1) ?? 0)
      const machine = playedBy(session)
      while (this.marks.length <= to) {
        await perform(machine, this.segments[this.marks.length] ?? [])
        this.marks.push(this.run?.recording.length ?? 0)
      }
    }
    await session.stepping.seek(this.marks[to] ?? 0)
  }

  private async begin(): Promise<void> {
    if (this.recording) return this.beginRecorded(await this.recording())
    await this.session.configure(lessonConfig(this.lesson.config))
    this.run = this.session.stepping.run
    this.marks = []
  }

  private async beginRecorded(file: Blob): Promise<void> {
    const { unpackRecording } = await import('./recording-files.ts')
    const { marks } = await unpackRecording(file)
    await this.session.openRecording(file)
    this.run = this.session.stepping.run
    this.marks = [...marks]
  }

  private async show(at: number): Promise<void> {
    const part = this.lesson.parts[at]
    if (!part) return
    const before = this.answers.get(at)
    const told = this.tolds.get(at) ?? tell(part, await this.scope())
    this.tolds.set(at, told)
    const [cpu, page] = part.page ?? []
    if (cpu !== undefined && page !== undefined)
      this.session.store.setState({ selection: { cpu, page, snapshot: false } })
    this.selectedAtFirst = this.session.store.getState().selection
    this.state.setState({
      part: at,
      told: { ...told, answer: before?.answer },
      picked: before?.picked,
      challenge: undefined,
    })
  }

  private async scope(): Promise<Scope> {
    const { session } = this
    const state = await session.state(true)
    return scopeOf(state, session.store.getState().config, session.stepping.run?.recording.position ?? 0)
  }

  private opOf({ point }: Prediction, from: number, to: number): number | undefined {
    const log = this.run?.recording.log
    for (let op = from + 1; log && op <= to; op++) if (stepPointName(log.pointOf(op)) === point) return op
    return undefined
  }

  /** One after the other. */
  private busily(act: () => Promise<void>): Promise<void> {
    this.waiting++
    this.state.setState({ busy: true })
    const done = this.turn
      .then(act)
      .catch(refuse)
      .finally(() => {
        if (--this.waiting > 0) return
        this.state.setState({ busy: false })
        this.heading = this.state.getState().part
      })
    this.turn = done.catch(() => {})
    return done
  }
}

/** What is wrong with a lesson may show only when it is played. */
function refuse(error: unknown): never {
  throw error instanceof ExpressionError ? notPlayed(error.message) : error
}

export function notPlayed(why: string): RingsideError {
  return new RingsideError('bad-file', `This file is no lesson that can be played: ${why}`)
}

function notProved(why: string): RingsideError {
  return new RingsideError('bad-argument', `The link says that this challenge is won. ${why}`)
}
