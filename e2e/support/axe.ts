import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe finds wrong by all of its rules, as `rule: markup`.
 * @param regions selectors of what is looked at; the whole page where there are none
 */
export async function violationsOn(page: Page, ...regions: string[]): Promise<string[]> {
  // The page has no frames, so axe can put its results together where it ran, instead of in a page opened for that. What passes is not described:
  // only the nodes of violations are. Both together take a fifth of the time.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  for (const region of regions) builder.include(region)
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
