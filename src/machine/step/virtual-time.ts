/** Time in step mode: a function of op and seed, so that the same steps give the same stamps. */

/** ns from one op to the next, on average */
export const OP_NS = 1000

/** ns of the machine's time during this op, 1 or more; grows with every op, by 1 ns at least and by 2 µs at most */
export function virtualNs(op: number, seed: number): number {
  return op * OP_NS + (mix(op, seed) % OP_NS)
}

/** ns of the machine's time at an op, as it was live. */
export interface SetTime {
  readonly op: number
  readonly ns: number
}

/** The same where the time was set on the way: it goes on from there. */
export function timeFrom(set: SetTime | undefined, op: number, seed: number): number {
  if (!set) return virtualNs(op, seed)
  return op === set.op ? set.ns : set.ns + virtualNs(op, seed) - virtualNs(set.op, seed)
}

/** Well-spread bits of two numbers (the finisher of MurmurHash3). */
function mix(op: number, seed: number): number {
  let bits = (Math.imul(op, 0x9e3779b1) ^ seed) >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
