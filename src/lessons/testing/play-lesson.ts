/** A lesson played by Node's threads, as the page plays it: what it tells, what of its choices holds, what its solution wins. */
import { stepPointName } from '../../control/step-point.ts'
import type { StepMachine } from '../../machine/step/step-machine.ts'
import { bootSteps, steppable } from '../../machine/step/testing/play-in-node.ts'
import { Call } from '../../control/control-block.ts'
import { perform } from '../act.ts'
import type { Played } from '../act.ts'
import { evaluate } from '../expression.ts'
import type { Value } from '../expression.ts'
import { fill } from '../fill.ts'
import type { Challenge, Lesson, Part, Prediction } from '../lesson.ts'
import { lessonConfig, scopeOf } from '../lesson-machine.ts'

const ALL = 0x7fffffff

/** What a part was like: all its sentences, with their numbers. */
export interface PlayedPart {
  readonly title: string
  readonly told: readonly string[]
  readonly facts: readonly (readonly [string, Value])[]
  readonly predicted: PlayedPrediction | undefined
}
export interface PlayedPrediction {
  /** of each choice: whether it holds before and after it was done */
  readonly before: readonly Value[]
  readonly after: readonly Value[]
  /** or the page */
  readonly page: Value | undefined
  readonly told: readonly string[]
  /** the point by which it is shown was passed on the way */
  readonly isShown: boolean
}

/** @throws where the machine refuses what is done, or a sentence asks for what is not there */
export async function playLesson(lesson: Lesson): Promise<PlayedPart[]> {
  return withMachine(lessonConfig(lesson.config), async (machine) => {
    const parts: PlayedPart[] = []
    for (const part of lesson.parts) parts.push(await playPart(machine, part))
    return parts
  })
}

/** Whether it is won before its solution, and after. */
export function playChallenge(lesson: Lesson, challenge: Challenge): Promise<{ before: Value; after: Value }> {
  return withMachine(lessonConfig(lesson.config, challenge.config), async (machine) => {
    await perform(playedIn(machine), challenge.acts)
    const start = await scopeIn(machine)
    for (const sentence of [challenge.goal, ...challenge.hints]) fill(sentence, start)
    const before = evaluate(challenge.wins, start)
    await perform(playedIn(machine), challenge.solution)
    return { before, after: evaluate(challenge.wins, await scopeIn(machine)) }
  })
}

async function playPart(machine: StepMachine, part: Part): Promise<PlayedPart> {
  await perform(playedIn(machine), part.acts)
  const scope = await scopeIn(machine)
  return {
    title: part.title,
    told: [...part.text, ...(part.attempt === undefined ? [] : [part.attempt])].map((text) => fill(text, scope)),
    facts: part.facts.map(([words, value]) => [words, evaluate(value, scope)] as const),
    predicted: part.predict && (await predict(machine, part.predict)),
  }
}

async function predict(machine: StepMachine, prediction: Prediction): Promise<PlayedPrediction> {
  const { question, choices = [], page, acts, because, point } = prediction
  const first = await scopeIn(machine)
  const asked = [question, ...choices.map(({ text }) => text)].map((text) => fill(text, first))
  const { log } = machine.steps.recording
  const from = log.length
  await perform(playedIn(machine), acts)
  const then = await scopeIn(machine)
  return {
    before: choices.map(({ holds }) => evaluate(holds, first)),
    after: choices.map(({ holds }) => evaluate(holds, then)),
    page: page && evaluate(page.is, then),
    told: [...asked, ...choices.map(({ why }) => fill(why, then)), ...because.map((text) => fill(text, then))],
    isShown: Array.from({ length: log.length - from }, (_, at) => log.pointOf(from + at + 1)).some(
      (each) => stepPointName(each) === point,
    ),
  }
}

async function withMachine<Result>(
  config: ReturnType<typeof lessonConfig>,
  act: (machine: StepMachine) => Promise<Result>,
): Promise<Result> {
  const machine = await bootSteps(config)
  try {
    return await act(machine)
  } finally {
    machine.tearDown()
  }
}

/** What expressions see of it. */
export async function scopeIn(machine: StepMachine): Promise<object> {
  const { config, recording } = machine.steps
  return scopeOf(await machine.state(true), config, recording.position)
}

export function playedIn(machine: StepMachine): Played {
  const { write, consume, begin, step, interrupt } = steppable(machine)
  return {
    write,
    consume,
    begin: (actor, call) => (call.call === 'read' ? beginRead(machine) : begin(actor, call)),
    step,
    interrupt: (cpu, { kind }) => interrupt(cpu, { kind }),
    runUntil: () => Promise.reject(new Error('no lesson needs it here')),
    snapshot: (cpu) => machine.swapOrReset(Call.snapshot, cpu),
    reset: (cpu) => machine.swapOrReset(Call.reset, cpu),
    kill: (cpu) => machine.kill(cpu),
    disable: () => machine.disable(),
    enable: () => machine.enable(),
  }
}

function beginRead({ steps }: StepMachine): Promise<void> {
  steps.begin(steps.cpus, { kind: Call.read, args: [0, ALL] }).catch(() => {})
  return Promise.resolve()
}
