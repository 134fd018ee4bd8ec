/** `npm run check-lesson my.json`: whether a lesson of one's own can be played, and what is wrong with it where it cannot. */
import { readFileSync } from 'node:fs'
import { lessonProblems } from './lesson-problems.ts'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('Which lesson? npm run check-lesson my.json')
  process.exit(2)
}
try {
  const problems = await lessonProblems(JSON.parse(readFileSync(file, 'utf8')))
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log(`${file} can be played.`)
  process.exit(problems.length === 0 ? 0 : 1)
} catch (error) {
  console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
