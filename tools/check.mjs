// npm run check: types, lint, format, arrows between folders, unit tests. Every step runs, whatever failed before it.

import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'
import { run, runPackage } from './run.mjs'

const PROJECTS = ['src/tsconfig.app.json', 'src/tsconfig.workers.json', 'src/tsconfig.node.json']

/** What can be told from the sources alone. */
export const staticSteps = [
  { name: 'types', run: checkTypes },
  { name: 'lint', run: () => runPackage('oxlint/bin/oxlint', ['--deny-warnings']) },
  { name: 'format', run: () => runPackage('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']) },
  { name: 'arrows', run: () => run(process.execPath, ['tools/arrows.mjs']) },
]

/** @param {readonly string[]} options of vitest, beside its own */
export function unitStep(options = []) {
  return { name: 'unit', run: () => runPackage('vitest/vitest.mjs', ['run', ...options], { minutes: 30 }) }
}

/** Runs one step and says how it ended. */
export async function runStep({ name, run }) {
  const start = performance.now()
  console.log(`${name} ...`)
  const ok = await run()
  console.log(`${name} ${ok ? 'passed' : 'FAILED'} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
  return ok
}

async function checkTypes() {
  let ok = true
  for (const project of PROJECTS) ok = (await runPackage('typescript/bin/tsc', ['-p', project])) && ok
  return ok
}

async function check() {
  await install()
  const failed = []
  for (const step of [...staticSteps, unitStep()]) {
    if (!(await runStep(step))) failed.push(step.name)
  }
  console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await check().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
