/**
 * Writes a recording of each lesson of the course, as the ring itself makes it, and its sentences with their numbers for paper: `tsx record-course.ts
 * folder`. Where nobody can be parked the page shows lessons from these. Node's threads are had as tests have them.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventTypes } from '../../events/event-types.ts'
import { bundleThreads } from '../../machine/testing/bundle-threads.ts'
import { bootSteps } from '../../machine/step/testing/play-in-node.ts'
import { packRecording } from '../../store/recording-files.ts'
import { perform } from '../act.ts'
import { COURSE } from '../course.ts'
import { readLesson, segmentsOf } from '../lesson.ts'
import type { Challenge, Lesson } from '../lesson.ts'
import { lessonConfig } from '../lesson-machine.ts'
import { fill } from '../fill.ts'
import { answerOf, tell } from '../tell.ts'
import type { Sheet } from '../tell.ts'
import { playedIn, scopeIn } from './play-lesson.ts'

/** @returns a gzip file with the op behind each segment, and the lesson on paper @throws where the machine refuses what is done */
async function recordLesson(lesson: Lesson): Promise<{ recording: Blob; sheet: Sheet }> {
  const machine = await bootSteps(lessonConfig(lesson.config))
  try {
    const marks: number[] = []
    const scopes: object[] = []
    for (const acts of segmentsOf(lesson)) {
      await perform(playedIn(machine), acts)
      marks.push(machine.steps.recording.length)
      scopes.push(await scopeIn(machine))
    }
    const parts = lesson.parts.map((part, at) => ({
      told: tell(part, scopes[2 * at] ?? {}),
      answer: part.predict && answerOf(part.predict, scopes[2 * at + 1] ?? {}),
    }))
    const recording = await packRecording(machine.steps, new EventTypes(), { marks })
    const challenges: Sheet['challenges'][number][] = []
    for (const challenge of lesson.challenges) challenges.push(await challengeOf(lesson, challenge))
    return { recording, sheet: { parts, challenges } }
  } finally {
    machine.tearDown()
  }
}

async function challengeOf({ config }: Lesson, challenge: Challenge): Promise<Sheet['challenges'][number]> {
  const machine = await bootSteps(lessonConfig(config, challenge.config))
  try {
    await perform(playedIn(machine), challenge.acts)
    const scope = await scopeIn(machine)
    return { goal: fill(challenge.goal, scope), hints: challenge.hints.map((hint) => fill(hint, scope)) }
  } finally {
    machine.tearDown()
  }
}

const [folder] = process.argv.slice(2)
if (folder !== undefined && import.meta.filename === process.argv[1]) {
  mkdirSync(folder, { recursive: true })
  const bundles = mkdtempSync(join(tmpdir(), 'ringside-threads-'))
  await bundleThreads(bundles)
  for (const { id, load } of COURSE) {
    const { recording, sheet } = await recordLesson(readLesson(await load()))
    writeFileSync(join(folder, `${id}.ringrec`), new Uint8Array(await recording.arrayBuffer()))
    writeFileSync(join(folder, `${id}.sheet.json`), JSON.stringify(sheet))
  }
  rmSync(bundles, { recursive: true })
  // threads that are parked for ever keep the process
  process.exit(0)
}
