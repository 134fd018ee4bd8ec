/** The side in the page: gathers the threads of a case and lets them take turns, as the host asks. */
import { bundleOf } from './bench-group.ts'
import { findCase } from './groups.ts'
import { MessageQueue } from './message-queue.ts'
import { Team } from './team.ts'
import type { Thread } from './team.ts'

async function boot(bundle: string): Promise<Thread> {
  const worker = new Worker(`/page-thread.mjs#/${bundle}.mjs`, { type: 'module' })
  const queue = new MessageQueue()
  worker.onmessage = ({ data }) => queue.add(data)
  worker.onerror = ({ message }) => queue.fail(new Error(message))
  await queue.next() // booted
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    next: () => queue.next(),
    end: () => worker.terminate(),
  }
}

export class PageTeams {
  private readonly teams = new Map<string, Team>()

  async gather(name: string): Promise<void> {
    this.teams.set(name, await Team.gather(findCase(name), () => boot(bundleOf(name))))
  }
  async turn(name: string): Promise<number> {
    const team = this.teams.get(name)
    if (!team) throw new Error(`${name} is not set up`)
    return team.turn()
  }
  end(name: string): void {
    this.teams.get(name)?.end()
    this.teams.delete(name)
  }
}

declare global {
  interface Window {
    teams: PageTeams
  }
}
