/** Every test watches the console and the network: no error, no request to another origin. */
import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { MachineConfig } from '../../src/machine/machine-config.ts'
import type { MachineState } from '../../src/machine/machine-state.ts'
import '../../src/api/contract.ts'

export { expect }

export class RingsidePage {
  constructor(readonly page: Page) {}

  /** Opens the page and waits for its first machine. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/${query}`)
    await this.page.evaluate(() => window.ringside.ready)
  }

  /** Rejections cross over as `CODE: sentence`. */
  async codeOf(call: () => Promise<unknown>): Promise<string> {
    return this.page.evaluate(
      (source) =>
        (0, eval)(`(${source})`)().then(
          () => 'resolved',
          (error: { name: string; code: string }) => `${error.name} ${error.code}`,
        ),
      call.toString(),
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
  ringside: async ({ page, baseURL }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      const isOwn = origin === new URL(baseURL ?? '').origin || protocol === 'blob:' || protocol === 'data:'
      if (!isOwn) complaints.push(`request to ${origin}`)
    })
    await use(new RingsidePage(page))
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
