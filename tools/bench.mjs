// npm run bench: installs what is missing, then measures; `-- --readme` puts the tables into the README.

import { install } from './install.mjs'
import { runPackage } from './run.mjs'

try {
  await install()
  const ok = await runPackage('tsx/dist/cli.mjs', ['src/bench/main.ts', ...process.argv.slice(2)], { minutes: 30 })
  process.exitCode = ok ? 0 : 1
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
