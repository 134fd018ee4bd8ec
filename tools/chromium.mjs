import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, runPackage } from './run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of a Chromium that starts: the one asked for, the system's, Playwright's, or one installed here and now. */
export async function findChromium() {
  const wanted = process.env.RINGSIDE_CHROMIUM
  if (wanted) {
    if (starts(wanted)) return wanted
    throw new Error(`RINGSIDE_CHROMIUM names ${wanted}, which is not a Chromium that starts.`)
  }
  const present = installedChromium() ?? (await playwrightChromium())
  if (present) return present

  console.log('No Chromium found, installing one ...')
  if (await installFromDebian()) {
    const installed = installedChromium()
    if (installed) return installed
  }
  await runPackage('@playwright/test/cli.js', ['install', 'chromium'], { minutes: 5 })
  const downloaded = await playwrightChromium()
  if (downloaded) return downloaded
  throw new Error('No Chromium could be found or installed: install one and name its path in RINGSIDE_CHROMIUM.')
}

function installedChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(starts)
}

async function playwrightChromium() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return starts(path) ? path : undefined
}

/** A file of that name is not enough: Ubuntu's chromium-browser only says that it has moved. */
function starts(path) {
  if (!existsSync(path)) return false
  if (process.platform === 'win32') return true // there --version opens a window
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

async function installFromDebian() {
  if (!succeeds('apt-get', ['--version'])) return false
  const isRoot = process.getuid?.() === 0
  if (!isRoot && !succeeds('sudo', ['-n', 'true'])) return false
  const aptGet = (args, minutes) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]
    if (!isRoot) command.unshift('sudo', '-n')
    return run(command[0], command.slice(1), { minutes })
  }
  await aptGet(['update'], 3) // even half a list may be enough
  return aptGet(['install', '-y', 'chromium'], 10)
}

function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 }).status === 0
}
