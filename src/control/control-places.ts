/** Where the parts of the control block lie; the words of each part are control-block.ts's. */
import { alignUp, BLOCK_ALIGN } from '../ring/arena.ts'
import { ACTORS } from '../ring/slot-lock.ts'
import { maxPayloadBytes } from '../ring/trace-buffer.ts'
import { GATE_WORDS } from './gate.ts'
import { TRIGGER_BYTES } from './trigger-words.ts'

/** Int32 words of a seat: a cache line */
export const SEAT_WORDS = BLOCK_ALIGN / 4
const GLOBAL_BYTES = BLOCK_ALIGN
const NUMBERS_BYTES = BLOCK_ALIGN
/** room for the words of `clock/` (the machine's time, the counter), which lays them out itself: a cache line each */
const CLOCK_BYTES = 2 * BLOCK_ALIGN

/** Byte offsets of the parts of a control block. */
export function placeControl(cpus: number, pageSize: number) {
  const numbersAt = GLOBAL_BYTES
  const clockAt = numbersAt + NUMBERS_BYTES
  const deadAt = clockAt + CLOCK_BYTES
  const waitsAt = alignUp(deadAt + ACTORS * 4, BLOCK_ALIGN)
  const triggerAt = alignUp(waitsAt + ACTORS * 4, BLOCK_ALIGN)
  const seatsAt = triggerAt + TRIGGER_BYTES
  const gatesAt = seatsAt + (cpus + 1) * SEAT_WORDS * 4
  const mailboxesAt = gatesAt + (cpus + 1) * GATE_WORDS * 4
  const mailboxBytes = alignUp(maxPayloadBytes(pageSize), BLOCK_ALIGN)
  return {
    numbersAt,
    clockAt,
    deadAt,
    waitsAt,
    triggerAt,
    seatsAt,
    gatesAt,
    mailboxesAt,
    mailboxBytes,
    totalBytes: alignUp(mailboxesAt + (cpus + 1) * mailboxBytes, 8),
  }
}
