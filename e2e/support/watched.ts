/** What is shown at every op. The page gets these functions as text: they use nothing from outside of themselves. */
import type { Ringside } from '../../src/api/contract.ts'
import type { play, Choice } from './schedule.ts'

/** The state and the bytes of CPU 0's two pages, as text. */
export async function look(ringside: Ringside): Promise<string> {
  const pages = [await ringside.pageBytes(0, 0), await ringside.pageBytes(0, 1)]
  return JSON.stringify([await ringside.state(), pages.map((bytes) => [...bytes])])
}

/** Plays a schedule by single steps only. @returns what was seen after each op, by its number */
export async function playWatched(
  ringside: Ringside,
  choices: readonly Choice[],
  by: { look: typeof look; play: typeof play },
): Promise<string[]> {
  const seen = [await by.look(ringside)]
  const calledToEnd = (): Promise<never> => Promise.reject({ code: 'would-block' }) // then it is stepped
  await by.play(
    {
      begin: (actor, call) => ringside.begin(actor, call),
      interrupt: (cpu, options) => ringside.interrupt(cpu, options),
      kill: (cpu) => ringside.kill(cpu),
      position: () => ringside.position(),
      write: calledToEnd,
      consume: calledToEnd,
      step: async (actor) => {
        const record = await ringside.step(actor)
        seen[record.op] = await by.look(ringside)
        return record
      },
    },
    choices,
  )
  return seen
}

/** Seeks from the last op to the first, and back to the last. @returns what was seen on both ways, by op */
export async function seekAll(
  ringside: Ringside,
  by: { look: typeof look },
): Promise<[back: string[], forth: string[]]> {
  const { length } = ringside.position()
  const [back, forth]: [string[], string[]] = [[], []]
  for (let op = length; op >= 0; op--) {
    await ringside.seek(op)
    back[op] = await by.look(ringside)
  }
  for (let op = 0; op <= length; op++) {
    await ringside.seek(op)
    forth[op] = await by.look(ringside)
  }
  return [back, forth]
}
