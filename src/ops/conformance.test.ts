/** Every op script with the answers of the original C code (as posted) and of the reference model (repaired). */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { OpRunner } from './op-runner.ts'

const cases = join(dirname(fileURLToPath(import.meta.url)), 'conformance')

describe.each(['as-posted', 'repaired'])('%s', (mode) => {
  const scripts = readdirSync(join(cases, mode)).filter((file) => file.endsWith('.ops'))

  test.each(scripts)('%s', (script) => {
    const runner = new OpRunner(mode === 'as-posted')
    const answers = readFileSync(join(cases, mode, script), 'utf8')
      .split('\n')
      .map((line) => runner.run(line))
      .filter((answer) => answer !== undefined)
    const expected = readFileSync(join(cases, mode, script.replace('.ops', '.expected')), 'utf8')
      .trimEnd()
      .split('\n')
    expect(answers).toEqual(expected)
  })
})
