import type { FieldValue } from '../events/read-field.ts'
import type { EventCodec } from './event-codec.ts'

/**
 * The events of the scheduler, with the fields that the kernel gives them (its format files), for the three ways in which they are
 * printed: as raw fields (`trace-cmd report -R`), by the kernel, and by trace-cmd's own plugin.
 *
 *   prev_comm=sh prev_pid=7 prev_prio=120 prev_state=1 next_comm=bash next_pid=8 next_prio=120
 *   prev_comm=sh prev_pid=7 prev_prio=120 prev_state=S ==> next_comm=bash next_pid=8 next_prio=120
 *   sh:7 [120] S ==> bash:8 [120]
 */
const SWITCH_FIELDS = [
  'field:char prev_comm[16]; offset:0; size:16; signed:1;',
  'field:pid_t prev_pid; offset:16; size:4; signed:1;',
  'field:int prev_prio; offset:20; size:4; signed:1;',
  'field:long prev_state; offset:24; size:8; signed:1;',
  'field:char next_comm[16]; offset:32; size:16; signed:1;',
  'field:pid_t next_pid; offset:48; size:4; signed:1;',
  'field:int next_prio; offset:52; size:4; signed:1;',
]
/** for states of a kernel that we do not know: the letters themselves */
const SWITCH_FIELDS_OF_UNKNOWN_STATE = SWITCH_FIELDS.map((line) =>
  line.replace('field:long prev_state;', 'field:char prev_state[8];'),
)
const WAKEUP_FIELDS = [
  'field:char comm[16]; offset:0; size:16; signed:1;',
  'field:pid_t pid; offset:16; size:4; signed:1;',
  'field:int prio; offset:20; size:4; signed:1;',
  'field:int success; offset:24; size:4; signed:1;',
  'field:int target_cpu; offset:28; size:4; signed:1;',
]
/** kernels from 4.14 on tell no success */
const WAKEUP_FIELDS_WITHOUT_SUCCESS = [
  ...WAKEUP_FIELDS.slice(0, 3),
  'field:int target_cpu; offset:24; size:4; signed:1;',
]

/**
 * The letters of a task's state, with the bits that the kernel's sched_switch has had since 4.14; none of them is R, running. K, W and N
 * and x were printed before, when letters had other bits: they get bits that are free.
 */
export const STATES = {
  S: 1,
  D: 2,
  T: 4,
  t: 8,
  X: 0x10,
  Z: 0x20,
  P: 0x40,
  I: 0x80,
  K: 0x200,
  W: 0x400,
  N: 0x800,
  x: 0x1000,
} as const
/** prev_state when the task was preempted, printed as + */
export const PREEMPTED = 0x100
const STATE_NAMES = Object.entries(STATES).map(([letter, bit]) => `{ ${bit}, "${letter}" }`)
const STATE_BITS = Object.values(STATES).reduce((all, bit) => all | bit, 0)
const STATE_VALUES =
  `REC->prev_state & ${STATE_BITS} ? __print_flags(REC->prev_state & ${STATE_BITS}, "|", ${STATE_NAMES.join(', ')}) : "R", ` +
  `REC->prev_state & ${PREEMPTED} ? "+" : ""`

const PREVIOUS = 'REC->prev_comm, REC->prev_pid, REC->prev_prio'
const NEXT = 'REC->next_comm, REC->next_pid, REC->next_prio'
const WOKEN = 'REC->comm, REC->pid, REC->prio'

/** As the kernel describes and prints them now. */
export const KERNEL_SWITCH = {
  fields: SWITCH_FIELDS,
  print: `"prev_comm=%s prev_pid=%d prev_prio=%d prev_state=%s%s ==> next_comm=%s next_pid=%d next_prio=%d", ${PREVIOUS}, ${STATE_VALUES}, ${NEXT}`,
}
export const KERNEL_WAKEUP = {
  fields: WAKEUP_FIELDS_WITHOUT_SUCCESS,
  print: `"comm=%s pid=%d prio=%d target_cpu=%03d", ${WOKEN}, REC->target_cpu`,
}

const SWITCH_CODECS: readonly EventCodec[] = [
  codec(
    SWITCH_FIELDS,
    `"prev_comm=%s prev_pid=%d prev_prio=%d prev_state=%ld next_comm=%s next_pid=%d next_prio=%d", ${PREVIOUS}, REC->prev_state, ${NEXT}`,
    /^prev_comm=(.*?) prev_pid=(\d+) prev_prio=(-?\d+) prev_state=(-?\d+) next_comm=(.*?) next_pid=(\d+) next_prio=(-?\d+)$/,
  ),
  codec(
    KERNEL_SWITCH.fields,
    KERNEL_SWITCH.print,
    /^prev_comm=(.*?) prev_pid=(\d+) prev_prio=(-?\d+) prev_state=(\S+) ==> next_comm=(.*?) next_pid=(\d+) next_prio=(-?\d+)$/,
  ),
  codec(
    SWITCH_FIELDS,
    `"%s:%d [%d] %s%s ==> %s:%d [%d]", ${PREVIOUS}, ${STATE_VALUES}, ${NEXT}`,
    /^(.*?):(\d+) \[(-?\d+)\] (\S+) ==> (.*?):(\d+) \[(-?\d+)\]$/,
  ),
  codec(
    SWITCH_FIELDS_OF_UNKNOWN_STATE,
    `"%s:%d [%d] %s ==> %s:%d [%d]", ${PREVIOUS}, REC->prev_state, ${NEXT}`,
    /^(.*?):(\d+) \[(-?\d+)\] (\S+) ==> (.*?):(\d+) \[(-?\d+)\]$/,
  ),
]

const WAKEUP_CODECS: readonly EventCodec[] = ['%d', '%03d'].flatMap((cpu) => [
  codec(
    WAKEUP_FIELDS,
    `"comm=%s pid=%d prio=%d success=%d target_cpu=${cpu}", ${WOKEN}, REC->success, REC->target_cpu`,
    /^comm=(.*?) pid=(\d+) prio=(-?\d+) success=(\d+) target_cpu=(\d+)$/,
  ),
  codec(
    WAKEUP_FIELDS_WITHOUT_SUCCESS,
    `"comm=%s pid=%d prio=%d target_cpu=${cpu}", ${WOKEN}, REC->target_cpu`,
    /^comm=(.*?) pid=(\d+) prio=(-?\d+) target_cpu=(\d+)$/,
  ),
  codec(
    WAKEUP_FIELDS,
    `"%s:%d [%d] success=%d CPU:${cpu}", ${WOKEN}, REC->success, REC->target_cpu`,
    /^(.*?):(\d+) \[(-?\d+)\] success=(\d+) CPU:(\d+)$/,
  ),
  codec(
    WAKEUP_FIELDS_WITHOUT_SUCCESS,
    `"%s:%d [%d] CPU:${cpu}", ${WOKEN}, REC->target_cpu`,
    /^(.*?):(\d+) \[(-?\d+)\] CPU:(\d+)$/,
  ),
])

const CODECS: ReadonlyMap<string, readonly EventCodec[]> = new Map([
  ['sched_switch', SWITCH_CODECS],
  ['sched_wakeup', WAKEUP_CODECS],
  ['sched_wakeup_new', WAKEUP_CODECS],
  ['sched_waking', WAKEUP_CODECS],
])

/** The forms that an event of the scheduler may have in a trace. */
export function schedCodecs(eventName: string): readonly EventCodec[] {
  return CODECS.get(eventName) ?? []
}

/** two task names of 15 characters and seven numbers are shorter; a longer text is not searched for them */
const MAX_TEXT_CHARS = 400

/** @param pattern its groups are the fields, in their order */
function codec(fields: readonly string[], print: string, pattern: RegExp): EventCodec {
  const isText = fields.map((field) => field.includes('char '))
  return {
    fields,
    print,
    read(text) {
      const found = text.length > MAX_TEXT_CHARS ? null : pattern.exec(text)
      return found?.slice(1).map((value, index) => (isText[index] ? value : toNumber(value)))
    },
  }
}

function toNumber(value: string): FieldValue {
  return /^-?\d+$/.test(value) ? Number(value) : stateBits(value)
}

/** `D|K` as bits. Letters that are none give 0, and then the text does not come out as it was. */
function stateBits(letters: string): number {
  const preempted = letters.endsWith('+')
  const names = (preempted ? letters.slice(0, -1) : letters).split('|')
  const known: Readonly<Record<string, number>> = STATES
  return names.reduce((bits, name) => bits | (known[name] ?? 0), preempted ? PREEMPTED : 0)
}
