/**
 * The tab that the tests of a Playwright worker share, handed over as if it were fresh: what a page can keep is cleared, what a test has set is put
 * back. Its renderer has the page's code compiled already, so that the page boots in half of the time of one in a context of its own.
 */
import type { Browser, BrowserContextOptions, CDPSession, Page } from '@playwright/test'

/** served by global-setup.ts */
export const EMPTY_PAGE = '/empty.html'

export class SharedTab {
  private opened: { page: Page; devtools: CDPSession } | undefined

  constructor(private readonly browser: Browser) {}

  async take(options: BrowserContextOptions): Promise<Page> {
    const { page } = (this.opened ??= await this.open(options))
    return page
  }

  /** Ends the page, and forgets what it and its test have left. */
  async putBack({ baseURL = '', viewport }: BrowserContextOptions): Promise<void> {
    if (!this.opened) return
    const { page, devtools } = this.opened
    await page.goto(EMPTY_PAGE) // nobody runs there who could go on storing
    await devtools.send('Storage.clearDataForOrigin', { origin: new URL(baseURL).origin, storageTypes: 'all' })
    await page.context().clearPermissions()
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null })
    await page.mouse.move(0, 0)
    if (viewport) await page.setViewportSize(viewport)
  }

  private async open(options: BrowserContextOptions): Promise<{ page: Page; devtools: CDPSession }> {
    // visits that are kept are the subject of any-host.spec.ts, in contexts of their own
    const context = await this.browser.newContext({ ...options, serviceWorkers: 'block' })
    const page = await context.newPage()
    return { page, devtools: await context.newCDPSession(page) }
  }
}
