// npm test: everything that CI asks, from an empty clone: packages, a Chromium, checks, build, the page in the browser.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { runStep, staticSteps, unitStep } from './check.mjs'
import { install } from './install.mjs'
import { runPackage } from './run.mjs'

const reports = mkdtempSync(join(tmpdir(), 'ringside-test-'))
const total = { passed: 0, failed: 0 }

try {
  await install()
  for (const step of staticSteps) count(await runStep(step))
  await runUnitTests()
  if (count(await runStep({ name: 'build', run: () => runPackage('vite/bin/vite.js', ['build']) }))) {
    const { checkSize } = await import('./size.mjs') // not before the packages that it needs are there
    count(await runStep({ name: 'size', run: checkSize }))
    await runPageTests()
  }
} catch (error) {
  console.error(error.message)
  count(false)
} finally {
  rmSync(reports, { recursive: true, force: true })
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

async function runUnitTests() {
  const report = join(reports, 'unit.json')
  const options = ['--allowOnly=false', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ok = await runStep(unitStep(options))
  countTests(ok, readReport(report), ({ numPassedTests, numFailedTests, testResults }) => ({
    passed: numPassedTests,
    failed: numFailedTests + testResults.filter(isBrokenFile).length,
  }))
}

/** A file that failed before its first test. */
function isBrokenFile({ status, assertionResults }) {
  return status === 'failed' && assertionResults.length === 0
}

async function runPageTests() {
  const report = join(reports, 'page.json')
  const env = { RINGSIDE_CHROMIUM: await findChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const options = ['test', '--forbid-only', '--reporter=line,json']
  const ok = await runStep({
    name: 'e2e',
    run: () => runPackage('@playwright/test/cli.js', options, { env, minutes: 65 }),
  })
  countTests(ok, readReport(report), ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }))
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    console.error(`No report of the tests: ${error.message}`)
    return undefined
  }
}

/** A run that failed without a failed test (no tests, a crash, an error between tests) counts as one failure. */
function countTests(ok, report, countsOf) {
  const { passed, failed } = report === undefined ? { passed: 0, failed: 0 } : countsOf(report)
  total.passed += passed
  total.failed += failed
  const isUnexplained = failed === 0 && (!ok || passed === 0)
  if (isUnexplained) count(false)
}

function count(ok) {
  if (ok) total.passed += 1
  else total.failed += 1
  return ok
}
