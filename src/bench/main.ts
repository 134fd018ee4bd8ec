/**
 * npm run bench: all cases of `groups.ts` in Node and in a Chromium worker, the write path in C beside them. In each round every case takes a turn in
 * every host, so that what slows the machine down slows all of them down; of many rounds the least time counts. `-- --readme` puts the
 * tables into the README.
 */
import { cpus } from 'node:os'
import type { BenchGroup } from './bench-group.ts'
import { measureEmpty, servePage } from './built-page.ts'
import { makeBundles } from './bundles.ts'
import { cHost } from './c-host.ts'
import { chromiumHost } from './chromium-host.ts'
import { measureFrames } from './frames.ts'
import type { Contestant, Host } from './host.ts'
import { nodeHost } from './node-host.ts'
import { writeReadme } from './readme.ts'
import { measureSteps } from './steps.ts'
import { aimTable, Figures, groupTable, markdown, plain } from './table.ts'

/** Threads are made anew this often: the compiler does not make the same of the same code every time. */
const LIVES = 3
const ROUNDS = 30

const bundles = await makeBundles()
const hosts = [nodeHost(bundles)]
await join('Chromium', () => chromiumHost(bundles))
await join('C', () => cHost(bundles.folder))

const { groups } = bundles.module
const names = hosts.map(({ name }) => name)
const figures = new Figures()
const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores; ${hosts.map(({ version }) => version).join('; ')}`

console.log(machine)
try {
  for (const group of groups) {
    for (let life = 0; life < LIVES; life++) await measure(group)
    console.log(`\n${plain(groupTable(group, names, figures))}`)
  }
} finally {
  for (const host of hosts) await host.close()
}
const scripted = names.filter((name) => name !== 'C')
const aims = aimTable(groups, scripted, figures)
console.log(`\n${plain(aims)}`)
const built = await servePage()
const empty = await measureEmpty(built)
const frames = await measureFrames(built, empty)
console.log(`\n${plain(frames)}`)
const steps = await measureSteps(built, empty)
console.log(`\n${plain(steps)}`)
await built.close()
if (process.argv.includes('--readme')) {
  const tables = groups.map((group) => markdown(groupTable(group, names, figures))).join('\n\n')
  const folded = `<details>\n<summary>All figures</summary>\n\n${tables}\n\n</details>`
  await writeReadme(
    [`Measured on: ${machine}.`, markdown(aims), markdown(frames), markdown(steps), folded].join('\n\n'),
  )
}

/** A host that is not to be had is said to be missing, and the rest goes on. */
async function join(name: string, make: () => Host | Promise<Host>): Promise<void> {
  try {
    hosts.push(await make())
  } catch (error) {
    console.log(`Without ${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function measure({ cases }: BenchGroup): Promise<void> {
  const contestants: { name: string; host: string; contestant: Contestant }[] = []
  for (const { name } of cases) {
    for (const host of hosts) {
      const contestant = await host.gather(name)
      if (contestant) contestants.push({ name, host: host.name, contestant })
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, host, contestant } of contestants) figures.add(name, host, await contestant.turn())
  }
  for (const { contestant } of contestants) await contestant.end()
}
