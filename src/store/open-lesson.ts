/** Finds a lesson, of the course, in a file, or beside this page, and begins it. */
import { COURSE } from '../lessons/course.ts'
import { challengeAt, LessonError, readLesson } from '../lessons/lesson.ts'
import type { Lesson } from '../lessons/lesson.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import { LessonPlayer, notPlayed } from './lesson-player.ts'
import type { Session } from './session.ts'
import type { AskedSteps } from './url-parameters.ts'

/** what no lesson needs */
const MOST_BYTES = 2 ** 20

export interface LessonStart {
  /** index; behind the last, of a challenge */
  readonly part?: number | undefined
  /** how the challenge was won */
  readonly proof?: AskedSteps | undefined
}

/** @param lesson an id of the course, the path of a JSON file of this very host, or a file @throws RingsideError; then the lesson before goes on, or waits where its machine is gone */
export async function openLesson(
  session: Session,
  lesson: string | Blob,
  { part = 0, proof }: LessonStart = {},
): Promise<void> {
  const isPath = typeof lesson === 'string' && lesson.endsWith('.json')
  const found = await (isPath ? fetchLesson(lesson, document.baseURI) : findLesson(lesson))
  const parts = found.parts.length + found.challenges.length
  if (part >= parts)
    throw new RingsideError('bad-argument', `The lesson '${found.id}' has no part ${part + 1}: it has ${parts}.`)
  const { capabilities } = session.store.getState()
  const isRecorded = !capabilities.stepping || session.links.asked.embed === true
  const isOfCourse = COURSE.some(({ id }) => id === lesson)
  const before = session.store.getState().lesson
  await before?.whenStill()
  const player = new LessonPlayer(
    session,
    found,
    isRecorded && isOfCourse ? () => fetchRecording(found.id) : undefined,
    typeof lesson === 'string' ? lesson : undefined,
  )
  try {
    if (proof && challengeAt(found, part)) await proved(session, player, part, proof)
    else await player.goTo(part)
  } catch (error) {
    player.close()
    if (before?.isOnStage === false) before.leave()
    throw error
  }
  before?.close()
  session.store.setState({ lesson: player })
}

/** A proof that is none is told, and the challenge is the visitor's. */
async function proved(session: Session, player: LessonPlayer, part: number, proof: AskedSteps): Promise<void> {
  try {
    await player.prove(part, proof)
  } catch (error) {
    session.report(error)
    await player.goTo(part)
  }
}

/** @throws RingsideError bad-argument: there is none of that name; bad-file, with where it is broken */
async function findLesson(lesson: string | Blob): Promise<Lesson> {
  if (lesson instanceof Blob) return lessonIn(lesson)
  const entry = COURSE.find(({ id }) => id === lesson)
  if (!entry)
    throw new RingsideError(
      'bad-argument',
      `There is no lesson '${lesson}'. There are ${COURSE.map(({ id }) => id).join(', ')}.`,
    )
  return readLesson(await entry.load())
}

async function fetchLesson(asked: string, page: string): Promise<Lesson> {
  const url = new URL(asked, page)
  if (url.origin !== new URL(page).origin)
    throw new RingsideError(
      'bad-argument',
      `The lesson '${asked}' is of another host: only a file of this one is loaded.`,
    )
  const answer = await fetch(url).catch(() => undefined)
  if (!answer?.ok) throw new RingsideError('bad-argument', `The lesson '${asked}' could not be loaded.`)
  return lessonIn(await answer.blob())
}

/** What the ring did when this page was built. */
async function fetchRecording(id: string): Promise<Blob> {
  const answer = await fetch(new URL(`lessons/${id}.ringrec`, document.baseURI)).catch(() => undefined)
  if (!answer?.ok) throw new RingsideError('bad-argument', `The recording of the lesson '${id}' could not be loaded.`)
  return answer.blob()
}

async function lessonIn(file: Blob): Promise<Lesson> {
  try {
    if (file.size > MOST_BYTES) throw new LessonError(['It is larger than any lesson.'])
    return readLesson(JSON.parse(await file.text()))
  } catch (error) {
    if (!(error instanceof LessonError || error instanceof SyntaxError)) throw error
    throw notPlayed(error.message)
  }
}
