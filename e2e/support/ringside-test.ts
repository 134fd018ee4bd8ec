/** Every test watches the console and the network: no error, no request to another origin. */
import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Ringside } from '../../src/api/contract.ts'

export { expect }

export type MachineConfig = ReturnType<Ringside['config']>
export type MachineState = Awaited<ReturnType<Ringside['state']>>
type Method = {
  [Name in keyof Ringside]: Ringside[Name] extends (...args: never[]) => unknown ? Name : never
}[keyof Ringside]

export class RingsidePage {
  constructor(readonly page: Page) {}

  /** Opens the page and waits for its first machine. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/${query}`)
    await this.page.evaluate(() => window.ringside.ready)
  }

  /** How a call of the contract ends: `resolved`, or the error's name and code. */
  codeOf<Name extends Method>(name: Name, ...args: Parameters<Ringside[Name]>): Promise<string> {
    return this.page.evaluate(
      async ([name, args]) => {
        const call = window.ringside[name as 'kill'] as (...args: unknown[]) => Promise<unknown>
        return call.apply(window.ringside, args).then(
          () => 'resolved',
          (error: { name: string; code: string }) => `${error.name} ${error.code}`,
        )
      },
      [name, args] as [string, unknown[]],
    )
  }

  configure(config: Partial<MachineConfig>): Promise<void> {
    // JSON has no Infinity, but what Playwright sends has
    return this.page.evaluate((patch) => window.ringside.configure(patch), config)
  }
  start(): Promise<void> {
    return this.page.evaluate(() => window.ringside.start())
  }
  stop(): Promise<void> {
    return this.page.evaluate(() => window.ringside.stop())
  }
  state(): Promise<MachineState> {
    return this.page.evaluate(() => window.ringside.state())
  }
  /** Runs until this many events are committed, then stops. */
  async runTo(committed: number): Promise<void> {
    await this.start()
    await this.page.evaluate((count) => window.ringside.waitFor((state) => state.ledger.committed >= count), committed)
    await this.stop()
  }
}

export const test = base.extend<{ ringside: RingsidePage }>({
  ringside: async ({ page, baseURL }, provide) => {
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      const isOwn = origin === new URL(baseURL ?? '').origin || protocol === 'blob:' || protocol === 'data:'
      if (!isOwn) complaints.push(`request to ${origin}`)
    })
    await provide(new RingsidePage(page))
    expect(complaints).toEqual([])
  },
})

export function expectAddsUp({ ledger, cpus }: MachineState): void {
  for (const each of [ledger, ...cpus.map((cpu) => cpu.ledger)]) {
    const { attempted, committed, inFlight, refused, read, buffered, overrun, erased, inSnapshot } = each
    expect(attempted).toBe(committed + inFlight + refused.disabled + refused.tooBig + refused.full)
    expect(committed).toBe(read + buffered + overrun + erased + inSnapshot)
  }
}
