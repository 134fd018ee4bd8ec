import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/** Makes sure that Node is new enough and that node_modules holds what package-lock.json names; throws if it cannot. */
export async function install() {
  assertNodeVersion()
  if (isInstalled()) return
  console.log('Installing packages (npm ci) ...')
  if (!(await npm(['ci', '--include=dev']))) {
    throw new Error('The packages could not be installed: npm ci failed, its reason is above.')
  }
}

function assertNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (fits) return
  throw new Error(`Ringside needs Node 20.19 or later, or 22.12 or later; this is Node ${process.versions.node}.`)
}

/** npm leaves its own lock file in node_modules once an installation is whole: the two must name the same versions. */
function isInstalled() {
  const wanted = readPackages('package-lock.json')
  const present = readPackages('node_modules/.package-lock.json')
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true // the project itself
    const installed = present[path]
    return installed === undefined ? optional === true : installed.version === version
  })
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
}

function npm(args) {
  const script = process.env.npm_execpath
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...args], { minutes: 20 })
  return run('npm', args, { minutes: 20, shell: process.platform === 'win32' })
}
