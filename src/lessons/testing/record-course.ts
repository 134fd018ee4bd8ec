/**
 * Writes a recording of each lesson of the course, as the ring itself makes it: `tsx record-course.ts folder`. Where nobody can be parked the page shows
 * lessons from these. Node's threads are had as tests have them.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventTypes } from '../../events/event-types.ts'
import { bundleThread } from '../../machine/testing/bundle-thread.ts'
import { bootSteps } from '../../machine/step/testing/play-in-node.ts'
import { packRecording } from '../../store/recording-files.ts'
import { perform } from '../act.ts'
import { COURSE } from '../course.ts'
import { readLesson, segmentsOf } from '../lesson.ts'
import type { Lesson } from '../lesson.ts'
import { lessonConfig } from '../lesson-machine.ts'
import { playedIn } from './play-lesson.ts'

/** A gzip file with the op behind each segment. @throws where the machine refuses what is done */
export async function recordLesson(lesson: Lesson, threads?: string): Promise<Blob> {
  const machine = await bootSteps(lessonConfig(lesson.config), threads)
  try {
    const marks: number[] = []
    for (const acts of segmentsOf(lesson)) {
      await perform(playedIn(machine), acts)
      marks.push(machine.steps.recording.length)
    }
    return await packRecording(machine.steps, new EventTypes(), { marks })
  } finally {
    machine.tearDown()
  }
}

const [folder] = process.argv.slice(2)
if (folder !== undefined && import.meta.filename === process.argv[1]) {
  mkdirSync(folder, { recursive: true })
  const bundles = mkdtempSync(join(tmpdir(), 'ringside-thread-'))
  const threads = await bundleThread(bundles)
  for (const { id, load } of COURSE) {
    const recording = await recordLesson(readLesson(await load()), threads)
    writeFileSync(join(folder, `${id}.ringrec`), new Uint8Array(await recording.arrayBuffer()))
  }
  rmSync(bundles, { recursive: true })
  // threads that are parked for ever keep the process
  process.exit(0)
}
