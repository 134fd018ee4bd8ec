/** Recordings as files: packed with what is needed to show them elsewhere, and unpacked as if anyone could have written them. */
import type { EventTypeInfo } from '../events/event-type.ts'
import { EventTypes } from '../events/event-types.ts'
import { DEFAULT_CONFIG } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import type { LiveOrigin } from '../machine/actors.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { StepRun } from '../machine/step/step-run.ts'
import { readBatch } from '../reader/event-batch.ts'
import { decodeRecording, encodeRecording } from '../recording/recording-file.ts'
import type { SavedRecording } from '../recording/recording-file.ts'
import { fromLinkText, toLinkText } from './link-text.ts'
import { requirePossible } from './problems.ts'
import { MAX_STEPPED_BYTES } from './steppable.ts'

/** what a file may hold: the memory before, and its changes */
const MAX_FILE_BYTES = 8 * MAX_STEPPED_BYTES

/** What the file says of the machine. */
interface MachineHeader {
  /** as in a link: Infinity has a word there */
  config: string
  types: EventTypeInfo[]
  lapNs?: number
  /** it was recorded live */
  live?: LiveOrigin
  /** of a lesson: the op behind each of its segments */
  marks?: number[]
}

export interface OpenedRecording {
  readonly saved: SavedRecording
  readonly config: MachineConfig
  readonly types: EventTypes
  readonly lapNs: number | undefined
  readonly live: LiveOrigin | undefined
  /** none where it is of no lesson */
  readonly marks: readonly number[]
}

/** As if the branch that is shown had been saved and opened; what is stepped from here on is no part of it. */
export function openedOf(run: StepRun, types: EventTypes, lapNs: number | undefined): OpenedRecording {
  const { recording, branches, config, live, cpus } = run
  const { log, decisions, deliveries, ends } = branches.current
  const branch = {
    id: 'main',
    at: 0,
    log: log.upTo(log.length),
    decisions: [...decisions],
    deliveries: [...deliveries],
    ends: [...ends],
  }
  const { firstWords: first, position } = recording
  const saved = { machine: undefined, cpus, first, branches: [branch], current: branch.id, position }
  return { saved, config, types, lapNs, live, marks: [] }
}

/** Compressed with gzip. @param lapNs of a looping trace @param marks of a lesson: the op behind each of its segments */
export function packRecording(
  run: StepRun,
  types: EventTypes,
  { lapNs, marks }: { lapNs?: number | undefined; marks?: number[] } = {},
): Promise<Blob> {
  const { recording, branches, config, live } = run
  const machine: MachineHeader = {
    config: toLinkText(config),
    types: types.infos(),
    ...(lapNs !== undefined && { lapNs }),
    ...(live && { live }),
    ...(marks && { marks }),
  }
  const bytes = encodeRecording({
    machine,
    cpus: run.cpus,
    first: recording.firstWords,
    branches: branches.all,
    current: branches.current.id,
    position: recording.position,
  })
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Response(packed, { headers: { 'Content-Type': 'application/gzip' } }).blob()
}

/** @throws RingsideError bad-file */
export async function unpackRecording(file: Blob): Promise<OpenedRecording> {
  const bytes = await unpacked(file)
  try {
    const saved = decodeRecording(bytes)
    const { config: text, types, lapNs, live, marks } = (saved.machine ?? {}) as Partial<MachineHeader>
    const config = { ...DEFAULT_CONFIG, ...fromLinkText(String(text), 'configuration') }
    requirePossible(config)
    for (const { deliveries } of saved.branches) for (const { events } of deliveries) readBatch(events)
    if (config.mode !== 'step' || config.cpus !== saved.cpus) throw new RangeError('it is not of a stepped machine')
    return {
      saved,
      config,
      types: new EventTypes(types ?? []),
      lapNs: typeof lapNs === 'number' ? lapNs : undefined,
      live: live === undefined ? undefined : originOf(live),
      marks: Array.isArray(marks) ? marks : [],
    }
  } catch (error) {
    throw badFile(error instanceof Error ? error.message : String(error))
  }
}

/** more interrupts than a page can have seen */
const MAX_HANDLED = 2 ** 24

/** @throws RangeError */
function originOf({ handled }: Partial<LiveOrigin>): LiveOrigin {
  const isCount = (count: unknown): boolean => Number.isInteger(count) && (count as number) >= 0
  if (!Array.isArray(handled) || !handled.every((count) => isCount(count) && count <= MAX_HANDLED))
    throw new RangeError('it does not say what had been before')
  return { handled }
}

async function unpacked(file: Blob): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw badFile('it is not compressed as recordings are')
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  try {
    const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value)
      length += part.value.length
      if (length > MAX_FILE_BYTES) {
        await reader.cancel()
        throw badFile('it is larger than any recording')
      }
    }
  } catch (error) {
    throw error instanceof RingsideError ? error : badFile('its end is missing, or it was changed')
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

export function badFile(why: string): RingsideError {
  return new RingsideError('bad-file', `This file is no recording that can be shown: ${why}.`)
}
