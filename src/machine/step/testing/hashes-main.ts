/** Plays schedules in Node: a list of [configuration, choices] comes as JSON, the list of the recordings' hashes goes out as JSON. */
import { text } from 'node:stream/consumers'
import type { Choice } from '../../../../e2e/support/schedule.ts'
import type { MachineConfig } from '../../machine-config.ts'
import { playInNode } from './play-in-node.ts'

const jobs = JSON.parse(await text(process.stdin)) as [Partial<MachineConfig>, Choice[]][]
const hashes: string[] = []
for (const [config, choices] of jobs) hashes.push(await playInNode(config, choices))
process.stdout.write(JSON.stringify(hashes))
