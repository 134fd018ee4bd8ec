import { EventType } from '../events/event-type.ts'
import type { EventTypes } from '../events/event-types.ts'
import { TraceFileError, type ParsedTrace, type TraceRecord } from '../trace-files/parsed-trace.ts'
import { BodyStore } from './body-store.ts'
import type { CompiledTrace, ReplayTrack } from './compiled-trace.ts'
import { RAW_TEXT, type EventCodec } from './event-codec.ts'
import { inferCodec } from './infer-codec.ts'
import { schedCodecs } from './sched-codecs.ts'

/** types have 16 bits, and a file of more names than this is no trace */
const MAX_EVENT_NAMES = 10_000

export interface CompileOptions {
  /** what the tracks lie in: `(bytes) => new SharedArrayBuffer(bytes)` where all workers are to see one copy */
  readonly allocate?: (bytes: number) => ArrayBufferLike
}

/**
 * Makes a trace ready for replay: gives each event name a type, the first seen first, and each event a body that its type prints as the
 * very text of the file. The scheduler's events get the kernel's own fields, other `key=value` events get fields as their values need
 * them, and the rest keep their text.
 *
 * @param types where the types are registered. A name that another description has taken gets a number: `sched_switch~2`.
 * @throws TraceFileError for a file of thousands of event names
 */
export function compileTrace(trace: ParsedTrace, types: EventTypes, options: CompileOptions = {}): CompiledTrace {
  const bodies = new BodyStore(trace.records.length)
  const used = new Set<EventType>()
  for (const [name, group] of groupByName(trace.records)) {
    const codec = storeBodies(name, group, trace.records, bodies)
    const type = registerType(types, name, codec)
    used.add(type)
    for (const index of group) bodies.type[index] = type.id
  }
  return {
    types: [...used].map((type) => type.info),
    firstTs: trace.firstTs,
    durationNs: trace.lastTs - trace.firstTs,
    perCpu: makeTracks(trace, bodies, options.allocate ?? ((bytes) => new ArrayBuffer(bytes))),
  }
}

/** Indices of the records, by name. */
function groupByName(records: readonly TraceRecord[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  records.forEach((record, index) => {
    const group = groups.get(record.name)
    if (group) group.push(index)
    else groups.set(record.name, [index])
  })
  if (groups.size > MAX_EVENT_NAMES) {
    throw new TraceFileError(
      `This file has events of ${groups.size} names; more than ${MAX_EVENT_NAMES} cannot be replayed.`,
    )
  }
  return groups
}

/** Stores the bodies of all events of a name, in the first way that prints every one of their texts as it was. */
function storeBodies(
  name: string,
  group: readonly number[],
  records: readonly TraceRecord[],
  bodies: BodyStore,
): EventCodec {
  const texts = group.map((index) => records[index]?.text ?? '')
  for (const codec of codecsFor(name, texts)) {
    const mark = bodies.usedBytes
    const storing = { codec, type: describe(name, codec), bodies }
    if (texts.every((text, at) => storeExactly(text, group[at] ?? 0, storing))) return codec
    bodies.truncate(mark)
  }
  const raw = describe(name, RAW_TEXT)
  texts.forEach((text, at) => bodies.put(group[at] ?? 0, raw.write([text])))
  return RAW_TEXT
}

function* codecsFor(name: string, texts: readonly string[]): Generator<EventCodec> {
  yield* schedCodecs(name)
  const inferred = inferCodec(texts)
  if (inferred) yield inferred
}

/** A type to try the codec with; it is registered, and gets its id, only if it does. */
function describe(name: string, { fields, print }: EventCodec): EventType {
  return new EventType({ id: 0, name, fields, print })
}

interface Storing {
  readonly codec: EventCodec
  readonly type: EventType
  readonly bodies: BodyStore
}

function storeExactly(text: string, index: number, { codec, type, bodies }: Storing): boolean {
  const values = codec.read(text)
  if (!values) return false
  const body = type.write(values)
  if (type.format(body) !== text) return false
  bodies.put(index, body)
  return true
}

function registerType(types: EventTypes, name: string, codec: EventCodec): EventType {
  let free = name
  for (let copy = 2; ; copy++) {
    const taken = types.named(free)
    if (!taken) break
    if (taken.info.print === codec.print && taken.info.fields.join('\n') === codec.fields.join('\n')) return taken
    free = `${name}~${copy}`
  }
  const id = types.register({ name: free, fields: codec.fields, print: codec.print })
  const type = types.get(id)
  if (!type) throw new Error(`type ${id} was registered and is not there`)
  return type
}

function makeTracks(
  trace: ParsedTrace,
  bodies: BodyStore,
  allocate: (bytes: number) => ArrayBufferLike,
): ReplayTrack[] {
  const perCpu: number[][] = Array.from({ length: trace.cpus }, () => [])
  trace.records.forEach((record, index) => perCpu[record.cpu]?.push(index))
  return perCpu.map((indices) => makeTrack(indices, trace, bodies, allocate))
}

function makeTrack(
  indices: readonly number[],
  trace: ParsedTrace,
  bodies: BodyStore,
  allocate: (bytes: number) => ArrayBufferLike,
): ReplayTrack {
  const count = indices.length
  const wordCount = indices.reduce((sum, index) => sum + bodies.wordsOf(index), 0)
  const track = {
    ts: new Float64Array(allocate(count * 8)),
    type: new Int32Array(allocate(count * 4)),
    length: new Int32Array(allocate(count * 4)),
    at: new Int32Array(allocate(count * 4)),
    words: new Int32Array(allocate(wordCount * 4)),
  }
  let at = 0
  indices.forEach((index, place) => {
    track.ts[place] = (trace.records[index]?.ts ?? 0) - trace.firstTs
    track.type[place] = bodies.type[index] ?? 0
    track.length[place] = bodies.length[index] ?? 0
    track.at[place] = at
    track.words.set(bodies.words(index), at)
    at += bodies.wordsOf(index)
  })
  return track
}
