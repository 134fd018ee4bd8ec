import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

/* A thread that draws workerData.each numbers from a counter clock and posts them. Node 20 needs tsx to load TypeScript. */
register()
const { CounterClock } = await import('../counter-clock.ts')
const clock = new CounterClock(workerData.words, 0)
const drawn = new BigUint64Array(workerData.each)
for (let index = 0; index < drawn.length; index++) {
  clock.take(1)
  drawn[index] = (BigInt(clock.hi) << 32n) + BigInt(clock.lo)
}
parentPort.postMessage(drawn)
