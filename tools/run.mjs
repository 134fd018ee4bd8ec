import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Calls `stop` with an exit code once we are told to end; returns the way to take that back. */
export function onStop(stop) {
  const onSignal = (signal) => stop(128 + constants.signals[signal])
  for (const signal of SIGNALS) process.once(signal, onSignal)
  // A signal to npm ends npm and the shell between npm and us, not us: we only see that our parent is gone.
  const parent = process.ppid
  const watch = setInterval(() => process.ppid === parent || stop(128 + constants.signals.SIGTERM), 500).unref()
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal)
    clearInterval(watch)
  }
}

/**
 * Runs a command in the project's root, without stdin, its output on ours. Resolves to whether it ended well within
 * `minutes`; past that, and when we are told to end, it is ended together with everything it started.
 */
export function run(command, args, { minutes = 10, env = {}, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      shell,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32', // a process group of its own, so that the whole of it can be ended
    })
    const timer = setTimeout(() => {
      console.error(`${command} ${args.join(' ')} was still running after ${minutes} minutes and was ended.`)
      end(child, 'SIGKILL')
    }, minutes * 60_000)
    const forget = onStop((exitCode) => {
      end(child, 'SIGTERM')
      process.exit(exitCode)
    })
    const settle = (ok) => {
      clearTimeout(timer)
      forget()
      resolve(ok)
    }
    child.once('error', (error) => {
      console.error(`${command} cannot be run: ${error.message}`)
      settle(false)
    })
    child.once('close', (code) => settle(code === 0))
  })
}

/** Runs a program of an installed package by its file, e.g. `vite/bin/vite.js`. */
export function runPackage(script, args, options) {
  return run(process.execPath, [`node_modules/${script}`, ...args], options)
}

function end(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error // it has ended by itself
  }
}
