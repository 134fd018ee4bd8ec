/**
 * A recording as a file. Little endian:
 *
 *   8 bytes  RINGREC1
 *   u32      bytes of the header
 *   header   JSON, UTF-8, filled up with spaces to a multiple of 4
 *   i32 …    the words before the first op; then of each branch its ops (six words each) and its changes (three each)
 *
 * What the header says of the machine is not judged here.
 */
import type { Branch } from './branches.ts'
import type { Decision } from './decision.ts'
import { StepLog } from './step-log.ts'

const MAGIC = 'RINGREC1'
const PREFIX_BYTES = 12

export interface SavedRecording {
  /** configuration and event types, as plain data */
  readonly machine: unknown
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
  ops: number
  changes: number
  decisions: unknown[]
  deliveries: { op: number; events: number[] }[]
}

interface Header {
  machine: unknown
  words: number
  current: string
  position: number
  branches: BranchHeader[]
}

export function encodeRecording({
  machine,
  first,
  branches,
  current,
  position,
}: SavedRecording): Uint8Array<ArrayBuffer> {
  const logs = branches.map(({ log }) => log.toArrays())
  const header: Header = {
    machine,
    words: first.length,
    current,
    position,
    branches: branches.map(({ id, parent, at, decisions, deliveries }, index) => ({
      id,
      ...(parent !== undefined && { parent }),
      at,
      ops: logs[index]?.ops.length ?? 0,
      changes: logs[index]?.changes.length ?? 0,
      decisions: decisions.map(plainDecision),
      deliveries: deliveries.map(({ op, events }) => ({ op, events: [...new Uint8Array(events)] })),
    })),
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const headerBytes = Math.ceil(text.length / 4) * 4
  const arrays = [first, ...logs.flatMap(({ ops, changes }) => [ops, changes])]
  const bytes = new Uint8Array(PREFIX_BYTES + headerBytes + 4 * arrays.reduce((sum, { length }) => sum + length, 0))
  bytes.set(new TextEncoder().encode(MAGIC))
  new DataView(bytes.buffer).setUint32(MAGIC.length, headerBytes, true)
  bytes.fill(0x20, PREFIX_BYTES, PREFIX_BYTES + headerBytes)
  bytes.set(text, PREFIX_BYTES)
  const words = new Int32Array(bytes.buffer, PREFIX_BYTES + headerBytes)
  let at = 0
  for (const array of arrays) {
    words.set(array, at)
    at += array.length
  }
  return bytes
}

/** @throws RangeError, with what is wrong with the file */
export function decodeRecording(file: Uint8Array): SavedRecording {
  const bytes = file.slice() // aligned
  if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw new RangeError('it does not begin as a recording does')
  if (bytes.length < PREFIX_BYTES) throw new RangeError('it is cut off')
  const headerBytes = new DataView(bytes.buffer).getUint32(MAGIC.length, true)
  if (headerBytes % 4 !== 0 || bytes.length < PREFIX_BYTES + headerBytes || bytes.length % 4 !== 0)
    throw new RangeError('it is cut off')
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes)))
  const words = new Int32Array(bytes.buffer, PREFIX_BYTES + headerBytes)
  let at = 0
  const take = (count: number): Int32Array => {
    if (!(Number.isInteger(count) && count >= 0 && at + count <= words.length)) throw new RangeError('it is cut off')
    return words.slice(at, (at += count))
  }
  const first = take(header.words)
  const branches = header.branches.map(({ id, parent, at, ops, changes, decisions, deliveries }): Branch => ({
    id,
    ...(parent !== undefined && { parent }),
    at,
    log: checkedLog(StepLog.fromArrays({ ops: take(ops), changes: take(changes) }), first.length),
    decisions: decisions.map(decisionOf),
    deliveries: deliveries.map(({ op, events }) => ({ op, events: Uint8Array.from(events).buffer })),
  }))
  return { machine: header.machine, first, branches, current: header.current, position: header.position }
}

function parseHeader(text: string): Header {
  let header: Partial<Header> | null
  try {
    header = JSON.parse(text) as Partial<Header> | null
  } catch {
    throw new RangeError('its header is no JSON')
  }
  if (!header || !Array.isArray(header.branches) || typeof header.current !== 'string')
    throw new RangeError('its header says nothing of branches')
  return header as Header
}

/** @throws RangeError for a change outside of the memory */
function checkedLog(log: StepLog, words: number): StepLog {
  for (let op = 1; op <= log.length; op++)
    log.forEachChange(op, (at) => {
      if (!(at >= 0 && at < words)) throw new RangeError(`op ${op} changes a word that is not there`)
    })
  return log
}

function plainDecision(decision: Decision): unknown {
  if (decision.do !== 'begin' || !decision.call.body) return decision
  return { ...decision, call: { ...decision.call, body: [...decision.call.body] } }
}

function decisionOf(plain: unknown): Decision {
  const decision = plain as Decision
  if (decision.do !== 'begin' || !decision.call.body) return decision
  return { ...decision, call: { ...decision.call, body: Uint8Array.from(decision.call.body) } }
}
