/**
 * record_disabled: while it is not 0 every write is refused. It is a nesting count, not a barrier: a writer past its second check still
 * commits after disable() has returned; taking its lock afterwards waits for it, which is what the iterator does.
 */
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { RingError } from '../trace-buffer.ts'
import type { RfcBuffer } from './buffer.ts'
import { HeaderI32 } from './layout.ts'

/**
 * What a writer looks at. Late by nature: it can change right after. The reads are plain, because four atomic ones cost as much as the
 * ring's own work of a write: the look that counts is made under the slot's lock, whose acquire orders it behind the release of
 * an iterator that has been there.
 */
export function recordOff(i32: Int32Array): number {
  return (i32[HeaderI32.recordDisabled] as number) | (i32[HeaderI32.iterating] as number)
}

/** ring_buffer_record_disable. @returns the new depth */
export function recordDisable(buffer: RfcBuffer, probe: Probe = noProbe): number {
  const depth = Atomics.add(buffer.i32, HeaderI32.recordDisabled, 1) + 1
  probe(Point.DepthStored, depth, 0, 0)
  return depth
}

/**
 * ring_buffer_record_enable. @returns the new depth
 * @throws RingError not-disabled: without this check an enable too many leaves the count at -1, and every write is refused
 */
export function recordEnable(buffer: RfcBuffer, probe: Probe = noProbe): number {
  if (!buffer.asPosted && Atomics.load(buffer.i32, HeaderI32.recordDisabled) === 0)
    throw new RingError('not-disabled', 'recording is not disabled, so there is nothing to enable')
  const depth = Atomics.sub(buffer.i32, HeaderI32.recordDisabled, 1) - 1
  probe(Point.DepthStored, depth, 0, 0)
  return depth
}

/** The word an iterator holds recording off with: as posted the one nesting count, so that `enable` can undo it; repaired its own. */
function holdWord(buffer: RfcBuffer): number {
  return buffer.asPosted ? HeaderI32.recordDisabled : HeaderI32.iterating
}
export function holdForIterator(buffer: RfcBuffer): void {
  Atomics.add(buffer.i32, holdWord(buffer), 1)
}
export function releaseForIterator(buffer: RfcBuffer): void {
  Atomics.sub(buffer.i32, holdWord(buffer), 1)
}
