/** `npm run --silent ops [-- --as-posted] < script`: one line per op on standard output. */
import { readFileSync } from 'node:fs'
import { OpRunner } from './op-runner.ts'

const runner = new OpRunner(process.argv.includes('--as-posted'))
const answers = readFileSync(0, 'utf8')
  .split('\n')
  .map((line) => runner.run(line))
  .filter((answer) => answer !== undefined)
if (answers.length > 0) process.stdout.write(`${answers.join('\n')}\n`)
