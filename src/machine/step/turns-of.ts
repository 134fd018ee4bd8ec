import { Dice } from '../../workloads/seeded-words.ts'

/** a stream of its own, beside those of CPUs and their interrupts */
const STREAM = 0x2000

/** Seats in the order in which they take turns: shuffled by seed. */
export function turnsOf(seats: number, seed: number): number[] {
  const dice = new Dice(seed, STREAM)
  const turns = Array.from({ length: seats }, (_, seat) => seat)
  for (let last = seats - 1; last > 0; last--) {
    const other = dice.roll(last + 1)
    const [a, b] = [turns[last] as number, turns[other] as number]
    turns[last] = b
    turns[other] = a
  }
  return turns
}
