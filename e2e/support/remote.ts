/** `window.ringside` of a page, as if it were here: what is played against the contract plays on the page. */
import type { Page } from '@playwright/test'
import type { Ringside } from '../../src/api/contract.ts'

export function remote(page: Page): Ringside {
  return new Proxy({} as Ringside, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        page.evaluate(
          ([name, args]) => {
            const call = window.ringside[name as 'kill'] as (...args: unknown[]) => Promise<unknown>
            return call.apply(window.ringside, args)
          },
          [name, args] as [string, unknown[]],
        ),
  })
}
