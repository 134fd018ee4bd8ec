import type { EventTypeInfo } from '../events/event-type.ts'
import { CallWalker } from './call-walker.ts'
import { CALL_BYTES, FUNCTION_EVENT, writeFunction } from './function-event.ts'
import { ENTRIES } from './kernel-calls.ts'
import { symbolNumber } from './kernel-symbols.ts'
import { Pace } from './pace.ts'
import { Paced } from './paced.ts'
import { Dice } from './seeded-words.ts'
import type { EventWriter, Tracer, TracerOptions } from './workload.ts'

export const FUNCTION_EVENTS: readonly EventTypeInfo[] = [FUNCTION_EVENT]

/** from one entry of a function to the next: 250 ns, and up to 1 µs more */
const CALL_NS = 250
const CALL_SPREAD_NS = 1000
const MEAN_CALL_NS = CALL_NS + CALL_SPREAD_NS / 2

const ROOTS = ENTRIES.map(([caller, callee]) => ({ caller: symbolNumber(caller), callee: symbolNumber(callee) }))

/** ftrace's function tracer: every function that is entered, with its caller. A burst is one call into the kernel, from entry to return. */
export class FunctionTracer extends Paced implements Tracer {
  private readonly dice: Dice
  private readonly calls: CallWalker
  private readonly words = new Int32Array(CALL_BYTES / 4)

  constructor({ seed, cpu, eventsPerSecond, eventsPerCpu }: TracerOptions) {
    super(new Pace({ eventsPerSecond, eventsPerCpu, burstNs: MEAN_CALL_NS }))
    this.dice = new Dice(seed, cpu)
    this.calls = new CallWalker(this.dice)
    this.enterKernel()
  }

  step(ring: EventWriter): void {
    writeFunction(ring, this.words, this.calls)
    if (this.calls.next()) return this.pace.countWithin(CALL_NS + this.dice.roll(CALL_SPREAD_NS))
    this.enterKernel()
    this.pace.count()
  }

  private enterKernel(): void {
    const root = ROOTS[this.dice.roll(ROOTS.length)]
    if (root) this.calls.enter(root.caller, root.callee)
  }
}
