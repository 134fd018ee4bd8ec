/**
 * The tabs that the tests of a Playwright worker share, one with touch and one without, each handed over as if it were fresh: what a page can keep is
 * cleared, what a test has set is put back. Their renderer has the page's code compiled already, so that the page boots in half of the time that it
 * takes in a context of its own.
 */
import type { Browser, BrowserContextOptions, CDPSession, Page } from '@playwright/test'

/** served by global-setup.ts */
export const EMPTY_PAGE = '/empty.html'

interface Tab {
  readonly page: Page
  readonly devtools: CDPSession
}

export type TabOptions = Required<Pick<BrowserContextOptions, 'baseURL' | 'viewport' | 'hasTouch' | 'isMobile'>>

export class SharedTabs {
  private readonly tabs = new Map<boolean, Tab>()

  constructor(private readonly browser: Browser) {}

  async take(options: TabOptions): Promise<Page> {
    const tab = this.tabs.get(options.hasTouch) ?? (await this.open(options))
    this.tabs.set(options.hasTouch, tab)
    if (options.viewport) await tab.page.setViewportSize(options.viewport)
    return tab.page
  }

  /** Ends the page, and forgets what it and its test have left. */
  async putBack({ baseURL, hasTouch }: TabOptions): Promise<void> {
    const tab = this.tabs.get(hasTouch)
    if (!tab) return
    const { page, devtools } = tab
    await page.goto(EMPTY_PAGE) // nobody runs there who could go on storing
    await devtools.send('Storage.clearDataForOrigin', { origin: new URL(baseURL).origin, storageTypes: 'all' })
    await page.context().clearPermissions()
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null })
    await page.mouse.move(0, 0)
  }

  private async open(options: TabOptions): Promise<Tab> {
    // what a service worker keeps is the subject of any-host.spec.ts, in contexts of their own
    const context = await this.browser.newContext({ ...options, serviceWorkers: 'block' })
    const page = await context.newPage()
    return { page, devtools: await context.newCDPSession(page) }
  }
}
