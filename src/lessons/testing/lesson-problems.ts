import { readLesson } from '../lesson.ts'
import { playChallenge, playLesson } from './play-lesson.ts'

/** What keeps a lesson from being played, as sentences that say where: as the course is tested. @throws LessonError where it is none; what the machine refuses */
export async function lessonProblems(file: unknown): Promise<string[]> {
  const lesson = readLesson(file)
  const problems: string[] = []
  for (const [at, { predicted }] of (await playLesson(lesson)).entries()) {
    if (!predicted) continue
    const { after, page, isShown } = predicted
    const right = after.filter((holds) => holds === true).length
    if (page === undefined && right !== 1)
      problems.push(`parts.${at}.predict: ${right} of its choices hold once it was done; one has to.`)
    if (page !== undefined && !Number.isInteger(page)) problems.push(`parts.${at}.predict.page: ${page} is no page.`)
    if (!isShown) problems.push(`parts.${at}.predict.point: no op of its acts passes it.`)
  }
  for (const [at, challenge] of lesson.challenges.entries()) {
    const { before, after } = await playChallenge(lesson, challenge)
    if (before !== false) problems.push(`challenges.${at}: it is won before anything was done.`)
    if (after !== true) problems.push(`challenges.${at}: its solution does not win it.`)
  }
  return problems
}
