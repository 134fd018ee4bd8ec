/**
 * A recording as a file. Little endian:
 *
 *   8 bytes   RINGREC1
 *   sections  each u32 its length in bytes, then so many bytes, filled up to a multiple of 4
 *
 * The first section is JSON, UTF-8: what the machine was, the branches' names, which is shown. The next is the words before the first op. Then of
 * each branch: its ops (six words each), the changes (three words each), its decisions (decision-bytes.ts), and each delivery.
 *
 * What is said of the machine is not judged here.
 */
import type { ActorEnd, Branch } from './branches.ts'
import { decisionBytes, decisionsOf } from './decision-bytes.ts'
import { StepLog } from './step-log.ts'

const MAGIC = new TextEncoder().encode('RINGREC1')

export interface SavedRecording {
  /** configuration and event types, as plain data */
  readonly machine: unknown
  readonly cpus: number
  /** the words of the rings' memory before the first op */
  readonly first: Int32Array
  readonly branches: readonly Branch[]
  /** the branch that is shown, and the op in it */
  readonly current: string
  readonly position: number
}

interface BranchHeader {
  id: string
  parent?: string
  at: number
  /** the ops with which deliveries ended */
  deliveries: number[]
  ends: ActorEnd[]
}

type Header = Pick<SavedRecording, 'machine' | 'cpus' | 'current' | 'position'> & { branches: BranchHeader[] }

export function encodeRecording({ first, branches, ...about }: SavedRecording): Uint8Array<ArrayBuffer> {
  const header: Header = {
    ...about,
    branches: branches.map(({ id, parent, at, deliveries, ends }) => ({
      id,
      ...(parent !== undefined && { parent }),
      at,
      deliveries: deliveries.map(({ op }) => op),
      ends,
    })),
  }
  const ofBranches = branches.flatMap(({ log, decisions, deliveries }) => {
    const { ops, changes } = log.toArrays()
    return [
      bytesOf(ops),
      bytesOf(changes),
      decisionBytes(decisions),
      ...deliveries.map(({ events }) => new Uint8Array(events)),
    ]
  })
  return joined([new TextEncoder().encode(JSON.stringify(header)), bytesOf(first), ...ofBranches])
}

/** @throws RangeError, with what is wrong with the file */
export function decodeRecording(file: Uint8Array): SavedRecording {
  const sections = sectionsOf(file)
  const take = (): Uint8Array<ArrayBuffer> => {
    const { value } = sections.next()
    if (!value) throw new RangeError('it is cut off')
    return value
  }
  const { branches: headers, ...about } = parseHeader(new TextDecoder().decode(take()))
  const first = wordsOf(take())
  const branches = headers.map(({ id, parent, at, deliveries, ends }): Branch => {
    const log = StepLog.fromArrays({ ops: wordsOf(take()), changes: wordsOf(take()) })
    requireWithin(log, first.length, about.cpus)
    const decisions = decisionsOf(take(), about.cpus)
    return {
      id,
      ...(parent !== undefined && { parent }),
      at,
      log,
      decisions,
      deliveries: deliveries.map((op) => ({ op, events: take().buffer })),
      ends,
    }
  })
  return { ...about, first, branches }
}

function joined(sections: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(MAGIC.length + sections.reduce((sum, { length }) => sum + 4 + filled(length), 0))
  const view = new DataView(bytes.buffer)
  bytes.set(MAGIC)
  let at = MAGIC.length
  for (const section of sections) {
    view.setUint32(at, section.length, true)
    bytes.set(section, at + 4)
    at += 4 + filled(section.length)
  }
  return bytes
}

function* sectionsOf(file: Uint8Array): Generator<Uint8Array<ArrayBuffer>, undefined> {
  if (!MAGIC.every((byte, at) => file[at] === byte)) throw new RangeError('it does not begin as a recording does')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  for (let at = MAGIC.length; at < file.length;) {
    const length = at + 4 <= file.length ? view.getUint32(at, true) : Infinity
    if (at + 4 + filled(length) > file.length) throw new RangeError('it is cut off')
    yield file.slice(at + 4, at + 4 + length)
    at += 4 + filled(length)
  }
  return undefined
}

function filled(bytes: number): number {
  return Math.ceil(bytes / 4) * 4
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function wordsOf(bytes: Uint8Array<ArrayBuffer>): Int32Array {
  if (bytes.length % 4 !== 0) throw new RangeError('a word is cut off')
  return new Int32Array(bytes.buffer)
}

function parseHeader(text: string): Header {
  let header: Partial<Header> | null
  try {
    header = JSON.parse(text) as Partial<Header> | null
  } catch {
    throw new RangeError('its header is no JSON')
  }
  const { branches, cpus, position } = header ?? {}
  if (!Number.isInteger(cpus) || !Number.isInteger(position) || !Array.isArray(branches) || branches.length === 0)
    throw new RangeError('its header says nothing of branches')
  for (const branch of branches as (Partial<BranchHeader> | null)[])
    if (
      typeof branch?.id !== 'string' ||
      !Number.isInteger(branch.at) ||
      !Array.isArray(branch.deliveries) ||
      !areEnds(branch.ends)
    )
      throw new RangeError('its header does not say what a branch is')
  return header as Header
}

function areEnds(ends: unknown): boolean {
  const isEnd = (end: Partial<ActorEnd> | null): boolean =>
    Number.isInteger(end?.op) && Number.isInteger(end?.seat) && typeof end?.why === 'string'
  return Array.isArray(ends) && (ends as (Partial<ActorEnd> | null)[]).every(isEnd)
}

/** @throws RangeError for a change outside of the memory, or an op of nobody */
function requireWithin(log: StepLog, words: number, cpus: number): void {
  for (let op = 1; op <= log.length; op++) {
    const seat = log.seatOf(op)
    if (!(seat >= -1 && seat <= cpus)) throw new RangeError(`op ${op} is of actor ${seat}, which is not there`)
    log.forEachChange(op, (at) => {
      if (!(at >= 0 && at < words)) throw new RangeError(`op ${op} changes a word that is not there`)
    })
  }
}
