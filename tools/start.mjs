// npm start: install what is missing, build, serve the built page on this machine only.

import { install } from './install.mjs'
import { onStop, root } from './run.mjs'

const DEFAULT_PORT = 4173

try {
  const port = readPort()
  await install()
  await serve(port)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

function readPort() {
  const text = process.env.PORT || String(DEFAULT_PORT)
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port
  throw new Error(`PORT must be a number from 1 to 65535, not "${text}".`)
}

async function serve(wantedPort) {
  const { build, preview } = await import('vite')
  await build({ root, logLevel: 'warn' })
  const server = await preview({ root, preview: { host: '127.0.0.1', port: wantedPort, open: canOpenBrowser() } })
  onStop(async () => {
    process.exitCode = 0 // vite's own handler of SIGTERM would make it 143
    await server.close()
    process.exit()
  })
  console.log(`http://localhost:${server.httpServer.address().port}/`)
}

function canOpenBrowser() {
  const hasDisplay =
    process.platform === 'darwin' ||
    process.platform === 'win32' ||
    Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  return process.stdout.isTTY === true && hasDisplay
}
