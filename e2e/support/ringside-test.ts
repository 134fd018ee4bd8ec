/** Every test watches the console and the network: no error, no request to another origin. */
import { test as base, expect } from '@playwright/test'
import type { ConsoleMessage, Page, Request } from '@playwright/test'
import type { Ringside } from '../../src/api/contract.ts'
import { SharedTabs } from './shared-tab.ts'

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

  /** Opens the page by a link with this configuration, which spares the machine of the default. It runs. */
  async openWith(config: Partial<MachineConfig>): Promise<void> {
    await this.open(`?config=${encodeURIComponent(asJson(config))}`)
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

/** For what a tab keeps or cannot undo: in a context of its own. */
export const freshTest = base.extend<{ ringside: RingsidePage }>({
  ringside: async ({ page, baseURL }, provide) => {
    const complaints: string[] = []
    const onConsole = (message: ConsoleMessage) => message.type() === 'error' && complaints.push(message.text())
    const onPageError = (error: Error) => complaints.push(error.message)
    const onRequest = (request: Request) => {
      const { origin, protocol } = new URL(request.url())
      const isOwn = origin === new URL(baseURL ?? '').origin || protocol === 'blob:' || protocol === 'data:'
      if (!isOwn) complaints.push(`request to ${origin}`)
    }
    page.on('console', onConsole).on('pageerror', onPageError).on('request', onRequest)
    await provide(new RingsidePage(page))
    page.off('console', onConsole).off('pageerror', onPageError).off('request', onRequest)
    expect(complaints).toEqual([])
  },
})

export const test = freshTest.extend<object, { tabs: SharedTabs }>({
  tabs: [async ({ browser }, provide) => provide(new SharedTabs(browser)), { scope: 'worker' }],
  context: async ({ page }, provide) => provide(page.context()),
  page: async ({ tabs, baseURL, viewport, hasTouch, isMobile }, provide) => {
    const options = { baseURL: baseURL ?? '', viewport, hasTouch, isMobile }
    await provide(await tabs.take(options))
    await tabs.putBack(options)
  },
})

export function expectAddsUp({ ledger, cpus }: MachineState): void {
  for (const each of [ledger, ...cpus.map((cpu) => cpu.ledger)]) {
    const { attempted, committed, inFlight, refused, read, buffered, overrun, erased, inSnapshot } = each
    expect(attempted).toBe(committed + inFlight + refused.disabled + refused.tooBig + refused.full)
    expect(committed).toBe(read + buffered + overrun + erased + inSnapshot)
  }
}

/** As a link takes it by hand: JSON has no word for flat out. */
function asJson(config: object): string {
  return JSON.stringify(config, (_, value: unknown) => (value === Infinity ? '∞' : value))
}
