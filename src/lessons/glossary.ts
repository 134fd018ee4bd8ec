/** The field's words, as this page uses them. Text is rich: a term in double brackets is an entry too. */
import { plainText } from './rich-text.ts'

export interface GlossaryEntry {
  readonly name: string
  /** other words for it, and other forms under which one looks for it */
  readonly also?: readonly string[]
  /** a sentence or two; rich text */
  readonly text: string
}

/** In alphabetical order. */
export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    name: 'actor',
    text: 'Who does something with the rings: a CPU, which writes, or the [[reader]]. Each is a thread of its own here.',
  },
  {
    name: 'as posted',
    also: ['RFC', 'bugs'],
    text: 'The patch with the mistakes that it had in the mail. Switched off, the rings run the same design with these mistakes repaired.',
  },
  {
    name: 'barrier',
    also: ['memory barrier', 'synchronisation'],
    text: 'A point that nobody passes before all that is under way is finished. Turning recording off is none: a write that is past its check goes on.',
  },
  {
    name: 'buffered',
    also: ['unread'],
    text: '[[commit|Committed]], still in the ring, and not read by anybody.',
  },
  {
    name: 'BUG_ON',
    also: ['bug', 'KernelBug'],
    text: 'A check in the kernel of what can never be. Where it is so all the same, the kernel stops. Here the [[actor]] that ran into it has crashed, and the others go on.',
  },
  {
    name: 'capture',
    text: 'This page’s own copy of a ring, taken at one moment, which the pictures are drawn from. It is no [[snapshot]].',
  },
  {
    name: 'cmpxchg',
    also: ['compare and exchange', 'atomic', 'Atomics.compareExchange'],
    text: 'Compare and exchange: one instruction stores a new value if the old one is still as expected, and tells whether it was. Nobody can come in between.',
  },
  {
    name: 'commit',
    also: ['committed', 'commits'],
    text: 'The end of a write: the [[tail]] moves past the event, and readers can see it. Before that it is only [[reserve|reserved]].',
  },
  {
    name: 'consume',
    also: ['consuming read', 'consumer'],
    text: 'To read the next event and take it out of the ring. Nobody gets it a second time.',
  },
  {
    name: 'CPU',
    also: ['processor', 'worker', 'thread'],
    text: 'One of the processors that write events. Here each is a web worker, a thread that really runs beside the others.',
  },
  {
    name: 'crash tool',
    also: ['crash', 'dump'],
    text: 'A program that looks into the memory of a kernel that has died. It has no running code to ask, only bytes, so it must be able to find the pages by itself.',
  },
  {
    name: 'debugfs',
    text: 'A file system of the kernel without files on any disk: reading one asks the kernel. ftrace had its files there in 2008; today they are in [[tracefs]].',
  },
  {
    name: 'delay mark',
    also: ['mark', '!', '+', '#'],
    text: 'A sign beside an event in ftrace’s text that tells how long it was until the next one: `+` above 10 µs, `!` above 100 µs, `#` above 1 ms, `*` above 10 ms, `@` above 100 ms, `$` above 1 s.',
  },
  {
    name: 'disabled',
    also: ['record_disabled', 'record_disable', 'recording off'],
    text: 'Recording is off while the count `record_disabled` is above 0: each write is refused. Who counts it up twice has to count it down twice.',
  },
  {
    name: 'discard',
    text: 'To give up a [[reserve|reservation]] instead of committing it. Mainline can; the patch of 2008 cannot.',
  },
  {
    name: 'dropped',
    also: ['full', 'refused'],
    text: 'A write that was refused because the ring was full and may not [[overwrite]]. The newest event is lost, not the oldest; that is the difference from [[overrun]].',
  },
  {
    name: 'entries',
    text: 'The patch’s count of the events in a ring. It goes up at the [[reserve]], so an event is counted before it can be read.',
  },
  {
    name: 'erased',
    text: 'Gone without being read, and without being overwritten: by a reset, a resize, or a new [[snapshot]] over an old one.',
  },
  {
    name: 'event',
    also: ['record', 'entry'],
    text: 'What a tracer writes at one moment: a [[header]] and a [[payload]]. It lies on one [[page]] and never on two.',
  },
  {
    name: 'event id',
    also: ['type', 'event type'],
    text: 'The number that says which kind of event it is, and with it how its bytes are to be read.',
  },
  {
    name: 'ftrace',
    also: ['tracing'],
    text: 'The tracer that is built into Linux: what functions ran, who was scheduled when, how long interrupts were off. The ring buffer was made to hold what it records.',
  },
  {
    name: 'head',
    text: 'Where one reads: the oldest unread event, as a [[head page]] and an offset in it.',
  },
  {
    name: 'head page',
    text: 'The [[page]] that the next event is read from. When the writer comes round to it and may [[overwrite]], this page is pushed out as a whole.',
  },
  {
    name: 'header',
    text: 'The first 12 bytes of an event of 2008: 8 of its [[stamp]], 2 of its type and 2 of its length. Today’s takes 4.',
  },
  {
    name: 'in flight',
    also: ['open'],
    text: 'A write that has begun and not ended: it will be [[commit|committed]] or refused.',
  },
  {
    name: 'interrupts off',
    also: ['irqs off', 'irq', 'irq save', 'interrupt'],
    text: 'A CPU that does not let itself be interrupted by devices and timers: what they want waits. The patch does so for as long as it holds a lock.',
  },
  {
    name: 'invariant',
    also: ['invariants', 'finding'],
    text: 'What has to hold of a ring at any moment, whatever order threads run in: that counts add up, that [[tail]] never passes [[head]]. The page checks a list of them, and names the first [[op]] at which one fails.',
  },
  {
    name: 'inverted',
    also: ['inversion'],
    text: 'Delivered after an event that really happened later, whatever the [[stamp|stamps]] say. Clocks of CPUs that disagree do that.',
  },
  {
    name: 'irqsoff',
    also: ['latency tracer', 'latency'],
    text: 'The tracer that looks for the longest stretch with [[interrupts off]], and keeps the events of the worst one in a [[snapshot]] of that CPU.',
  },
  {
    name: 'iterator',
    also: ['iterate', 'read', 'walk', 'ring_buffer_read'],
    text: 'A walk over all unread events that takes none out. In the patch recording is off until it is finished.',
  },
  {
    name: 'late',
    text: 'Delivered after an event of another CPU with a later [[stamp]]. Where rings are merged while they are written, that can happen.',
  },
  {
    name: 'ledger',
    text: 'The line that accounts for each write that was tried: what it came to, and where the committed ones are. Both sums have to add up.',
  },
  {
    name: 'live',
    also: ['live ring'],
    text: 'The ring of a CPU that is written into, as against its [[snapshot]]. Also this page’s mode in which all threads run at their own pace.',
  },
  {
    name: 'lock',
    also: ['spinlock', 'raw_spinlock'],
    text: 'A word that only one can hold. The writer of a CPU takes it for every event; who wants it meanwhile waits.',
  },
  {
    name: 'lock-free',
    also: ['lockless'],
    text: 'Without a lock: nobody who stops halfway can make the others wait. Mainline’s write path became so; the patch’s is not.',
  },
  {
    name: 'mainline',
    also: ['upstream', 'Linux'],
    text: 'Linux as it is released, as against patches that are still being discussed.',
  },
  {
    name: 'merge',
    also: ['merge sort', 'order'],
    text: 'To bring the events of all CPUs into one order: of all that are next, the one with the smallest [[stamp]] first; at equal stamps, the lower CPU.',
  },
  {
    name: 'missed events',
    also: ['lost events'],
    text: 'What mainline tells an [[iterator]] that was overtaken: something is missing here, and it is not known how much.',
  },
  {
    name: 'NMI',
    also: ['non-maskable interrupt'],
    text: 'An interrupt that comes even with [[interrupts off]]. Where it meets a lock that its own CPU holds, it waits for ever.',
  },
  {
    name: 'op',
    text: 'In step mode: one thing that one [[actor]] did, from one [[probe point]] to the next.',
  },
  {
    name: 'overrun',
    also: ['overwritten', 'lost'],
    text: 'Events that were lost unread because the writer came round and pushed their [[page]] out: always the oldest, always a whole page of them.',
  },
  {
    name: 'overwrite',
    also: ['RB_FL_OVERWRITE', 'flight recorder'],
    text: 'What a full ring does: on, the oldest page gives way to what comes; off, what comes is refused.',
  },
  {
    name: 'padding',
    also: ['null event'],
    text: 'The rest of a [[page]] that the next event did not fit into. It holds nothing, and readers skip it.',
  },
  {
    name: 'page',
    also: ['pages', 'sub-buffer', 'subbuf'],
    text: 'The unit of a ring. Events are written into it one after the other; space is taken and given back page by page. Mainline says sub-buffer today.',
  },
  {
    name: 'payload',
    also: ['body', 'data'],
    text: 'The bytes of an event behind its [[header]]: what the tracer has to say.',
  },
  {
    name: 'peek',
    text: 'To look at the next event without taking it.',
  },
  {
    name: 'per CPU',
    text: 'Each CPU has its own, and touches no other. Rings are per CPU, so that writers never meet; that is why the size of a buffer is said per CPU.',
  },
  {
    name: 'preemption',
    also: ['preempt'],
    text: 'That the kernel may take a CPU from a task in the middle of what it does. With preemption off the task stays on its CPU; interrupts can still come.',
  },
  {
    name: 'probe point',
    text: 'A place in the code of the ring where an [[actor]] can be observed and held. Every look at shared memory that decides something lies between two of them.',
  },
  {
    name: 'reader',
    also: ['ring_buffer_consume'],
    text: 'Who takes events out of the rings, or walks over them. Here it is one thread beside those of the CPUs.',
  },
  {
    name: 'recover',
    text: 'To read what a dead writer has left: exactly, by the ring’s own words, or, as after a crash, as far as the pages alone tell.',
  },
  {
    name: 'reserve',
    also: ['reservation', 'reserved', 'ring_buffer_lock_reserve'],
    text: 'The begin of a write: bytes beyond the [[tail]] are set aside, and the writer fills them in in place. They count only with the [[commit]].',
  },
  {
    name: 'ring',
    also: ['ring buffer', 'buffer'],
    text: 'The [[page|pages]] of one CPU, used round and round: after the last comes the first again.',
  },
  {
    name: 'snapshot',
    also: ['swap', 'max_tr', 'RB_FL_SNAPSHOT'],
    text: 'A second ring per CPU that changes places with the [[live]] one: the moment is kept, recording goes on, and not a byte is copied.',
  },
  {
    name: 'stamp',
    also: ['time stamp', 'timestamp', 'counter'],
    text: 'The time of an event by its CPU’s [[trace clock]], in nanoseconds. With the clock “counter” it is a number and no time.',
  },
  {
    name: 'straddle',
    text: 'Of an event: to begin on one [[page]] and end on the next. None does here; see [[padding]].',
  },
  {
    name: 'tail',
    text: 'Where one writes: the end of the last [[commit|committed]] event, as a [[tail page]] and an offset in it.',
  },
  {
    name: 'tail page',
    text: 'The [[page]] that is being written. Nobody gives it back while it is the tail page, also when all on it is read.',
  },
  {
    name: 'torn',
    text: 'Of an event that was read: made of bytes of two, because it was overwritten while it was being copied.',
  },
  {
    name: 'trace clock',
    also: ['clock', 'local', 'global', 'sched_clock'],
    text: 'What stamps are taken from: `local` is fast and each CPU’s own, `global` is the same for all, `counter` only counts.',
  },
  {
    name: 'tracefs',
    text: 'The file system in which Linux shows its tracing today, `/sys/kernel/tracing`.',
  },
  {
    name: 'tracer',
    text: 'The layer above the ring: it decides what is recorded and what the bytes mean.',
  },
]

/** By its name or another of its words, whatever their case. */
export function glossaryEntry(word: string): GlossaryEntry | undefined {
  const wanted = word.toLowerCase()
  const isNamed = ({ name }: GlossaryEntry): boolean => name.toLowerCase() === wanted
  return GLOSSARY.find(isNamed) ?? GLOSSARY.find(({ also }) => also?.some((each) => each.toLowerCase() === wanted))
}

/** Entries that have the words: those whose name begins with them first, then those that have them in a name, then in their text. */
export function findEntries(typed: string): readonly GlossaryEntry[] {
  const words = typed.trim().toLowerCase()
  if (words === '') return GLOSSARY
  const rank = ({ name, also = [], text }: GlossaryEntry): number => {
    const names = [name, ...also].map((each) => each.toLowerCase())
    if (names[0] === words) return 0
    if (names.some((each) => each.startsWith(words))) return 1
    if (names.some((each) => each.includes(words))) return 2
    return plainText(text).toLowerCase().includes(words) ? 3 : Infinity
  }
  const ranked = GLOSSARY.map((entry) => ({ entry, at: rank(entry) })).filter(({ at }) => at < Infinity)
  return ranked.toSorted((a, b) => a.at - b.at).map(({ entry }) => entry)
}
