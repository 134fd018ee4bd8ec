import type { Page } from '@playwright/test'

/** The colours that the picture of the rings has in many pixels, as `red,green,blue`. */
export async function coloursOf(page: Page): Promise<Set<string>> {
  return new Set(
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.rings-canvas')
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      const counts = new Map<string, number>()
      for (let at = 0; at < data.length; at += 4) {
        const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`
        counts.set(colour, (counts.get(colour) ?? 0) + 1)
      }
      return [...counts].filter(([, count]) => count > data.length / 4000).map(([colour]) => colour)
    }),
  )
}
