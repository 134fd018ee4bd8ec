/** Steps that go on elsewhere: a recording as a file, opened where no thread can be parked; a link that does the same steps again. */
import type { Page } from '@playwright/test'
import { expect, freshTest, RingsidePage, test } from './support/ringside-test.ts'

const STEP = {
  mode: 'step',
  cpus: 2,
  pagesPerCpu: 2,
  pageSize: 128,
  seed: 20080924,
  workload: { kind: 'none' },
  reader: { kind: 'none' },
} as const

const steps = (page: Page) => page.getByRole('region', { name: 'Steps', exact: true })

/** Two branches: CPU 0 overwrites what it wrote, or CPU 1 is interrupted; shown is the first, at op 30. */
async function stepTwoBranches(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { ringside } = window
    for (let event = 0; event < 10; event++)
      await ringside.begin(event % 2, { call: 'write', type: 7, payload: Array(30).fill(event) })
    await ringside.begin('reader', { call: 'consume' })
    await ringside.runUntil({ overrun: true })
    await ringside.seek(20)
    await ringside.fork()
    await ringside.interrupt(1)
    for (let step = 0; step < 5; step++) await ringside.step(1)
    await ringside.checkout('main')
    await ringside.seek(30)
  })
}

/** What one sees, besides where the pictures are. */
const shown = async (page: Page) => {
  const headline = page.getByRole('region', { name: 'Last step' })
  await expect(headline).toContainText('.')
  return {
    ...(await page.evaluate(async () => ({
      position: window.ringside.position(),
      branches: window.ringside.branches(),
      state: await window.ringside.state(),
      bytes: [
        ...(await window.ringside.pageBytes(0, 0)),
        ...(await window.ringside.pageBytes(window.ringside.config().cpus - 1, 0)),
      ],
      config: window.ringside.config(),
    }))),
    headline: await headline.innerText(),
  }
}

const codeOf = (page: Page, name: 'fork' | 'saveRecording') =>
  page.evaluate((method) => window.ringside[method]().then(String, ({ code }: { code: string }) => code), name)

test('a link does the same steps again, in all branches, and shows the same op', async ({
  ringside,
  page,
  browser,
}) => {
  await ringside.open()
  await ringside.configure(STEP)
  await stepTwoBranches(page)
  await page.getByRole('gridcell', { name: /^CPU 1 page 0/ }).click()
  const before = await shown(page)
  expect(before.position).toMatchObject({ op: 30, branch: 'main' })
  const link = await page.evaluate(() => window.ringside.link())
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(link)
  await other.evaluate(() => window.ringside.ready)
  expect(await shown(other)).toEqual(before)
  await expect(other.getByRole('gridcell', { name: /^CPU 1 page 0/ })).toHaveAttribute('aria-selected', 'true')
  await context.close()
})

test('200 steps take a link of less than 2 KB; a schedule that was cut off gets a sentence and the default page', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure({ ...STEP, cpus: 4, workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 1 } })
  await page.evaluate(() => window.ringside.runUntil({ op: 200 }))
  const link = await page.evaluate(() => window.ringside.link())
  expect(link.length).toBeLessThanOrEqual(2048)
  const cut = new URL(link)
  cut.searchParams.set('schedule', `${cut.searchParams.get('schedule')?.slice(0, 60)}`)
  cut.searchParams.set('op', '7x')
  await page.goto(cut.href)
  await page.evaluate(() => window.ringside.ready)
  await expect(page.getByRole('alert').filter({ hasText: "op '7x', which is no number" })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'Its schedule was cut off or changed' })).toBeVisible()
  expect((await ringside.state()).running).toBe(true)
  expect(await page.evaluate(() => window.ringside.config().mode)).toBe('live')
})

freshTest.describe('elsewhere', () => {
  freshTest.use({ serviceWorkers: 'block' })

  freshTest('a recording is saved, and opened where no thread can be parked', async ({ ringside, page, browser }) => {
    await ringside.open()
    await ringside.configure(STEP)
    await stepTwoBranches(page)
    const before = await shown(page)
    const download = page.waitForEvent('download')
    await steps(page).getByRole('button', { name: 'Save', exact: true }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^ringside-\d+-ops\.ringrec$/)

    const context = await browser.newContext({ serviceWorkers: 'block' })
    const plain = await context.newPage()
    await plain.goto(process.env.RINGSIDE_PLAIN_URL ?? '')
    await plain.evaluate(() => window.ringside.ready)
    expect(await plain.evaluate(() => window.ringside.capabilities().stepping)).toBe(false)
    await plain.getByLabel('Trace file').setInputFiles({
      name: file.suggestedFilename(),
      mimeType: 'application/gzip',
      buffer: await streamed(await file.createReadStream()),
    })
    await expect(steps(plain)).toContainText('op 30')
    expect(await shown(plain)).toEqual(before)
    // back and forward without threads, all the branches; but nobody goes on
    await plain.getByRole('button', { name: 'Back', exact: true }).click()
    await expect(steps(plain)).toContainText('op 29')
    await plain
      .getByRole('list', { name: 'Branches' })
      .getByRole('button', { name: /^fork-1/ })
      .click()
    await expect(plain.getByRole('region', { name: 'Last step' })).toContainText('CPU 1')
    await expect(steps(plain)).toContainText('Going on from it takes threads that can be parked')
    await expect(steps(plain).getByRole('button', { name: 'Go on from here' })).toHaveCount(0)
    await expect(plain.getByRole('complementary', { name: 'CPUs take turns' })).toContainText('shown as it was')
    await expect(plain.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
    expect(await codeOf(plain, 'fork')).toBe('not-isolated')
    expect(await plain.evaluate(() => window.ringside.branches())).toEqual(before.branches)
    await context.close()

    // where threads can be parked they go on from it
    await ringside.configure({ mode: 'live' })
    expect(await codeOf(page, 'saveRecording')).toBe('not-stepping')
    await page.getByLabel('Trace file').setInputFiles((await file.path()) ?? '')
    await expect(page.getByRole('alert')).toHaveCount(1) // its name is no recording's: it is read as a trace
    await page.evaluate(
      async (bytes) => window.ringside.openRecording(new Blob([new Uint8Array(bytes)])),
      [...(await streamed(await file.createReadStream()))],
    )
    await expect(steps(page)).toContainText('op 30')
    expect(await codeOf(page, 'fork')).toBe('fork-2')
    await page.evaluate(() => window.ringside.step(0))
    expect(await page.evaluate(() => window.ringside.position())).toEqual({ op: 31, length: 31, branch: 'fork-2' })
  })

  freshTest(
    'where no thread can be parked a link shows its recording, if that fits',
    async ({ ringside, page, browser }) => {
      await ringside.open()
      await ringside.configure({ ...STEP, cpus: 1, snapshot: false })
      await page.evaluate(async () => {
        await window.ringside.begin(0, { call: 'write', type: 7, payload: [1, 2, 3] })
        await window.ringside.runUntil({ op: 12 })
        await window.ringside.seek(9)
      })
      const before = await shown(page)
      const link = new URL(await page.evaluate(() => window.ringside.link()))
      const context = await browser.newContext({ serviceWorkers: 'block' })
      const plain = await context.newPage()
      await plain.goto(`${process.env.RINGSIDE_PLAIN_URL ?? ''}/${link.search}`)
      await plain.evaluate(() => window.ringside.ready)
      expect(await shown(plain)).toEqual(before)

      link.searchParams.delete('recording')
      await plain.goto(`${process.env.RINGSIDE_PLAIN_URL ?? ''}/${link.search}`)
      await new RingsidePage(plain).page.evaluate(() => window.ringside.ready)
      await expect(plain.getByRole('alert').filter({ hasText: 'Nobody can be parked' })).toBeVisible()
      expect(await plain.evaluate(() => window.ringside.config().mode)).toBe('live')
      await context.close()
    },
  )
})

freshTest(
  'a recording of a trace that this page has not opened says so; with the trace one goes on',
  async ({ ringside, page }) => {
    const lines = ['# tracer: nop', ...[1, 2, 3].map((us) => `  <idle>-0  [000] ....  0.00000${us}: note: value=${us}`)]
    await ringside.open()
    const recording = await page.evaluate(
      async ([text, config]) => {
        const { ringside } = window
        const { id } = await ringside.openTrace(new Blob([text as string]), 'mine.txt')
        await ringside.configure({ ...(config as object), workload: { kind: 'trace', source: id, speed: 1 } })
        await ringside.runUntil({ op: 30 })
        await ringside.seek(20)
        return [...new Uint8Array(await (await ringside.saveRecording()).arrayBuffer())]
      },
      [lines.join('\n'), STEP] as const,
    )
    await ringside.open() // a page that knows nothing of it
    await page.evaluate((bytes) => window.ringside.openRecording(new Blob([new Uint8Array(bytes)])), recording)
    await expect(steps(page)).toContainText('op 20')
    await page.getByRole('button', { name: 'Go on from here' }).click()
    const why = page.getByRole('alert').filter({ hasText: "the trace 'mine.txt', which is not open in this page" })
    await expect(why).toBeVisible()
    expect(await codeOf(page, 'fork')).toBe('unsupported')

    await page.evaluate((text) => window.ringside.openTrace(new Blob([text]), 'mine.txt'), lines.join('\n'))
    expect(await codeOf(page, 'fork')).toBe('fork-1')
    await page.evaluate(() => window.ringside.step(0))
    expect(await page.evaluate(() => window.ringside.position())).toEqual({ op: 21, length: 21, branch: 'fork-1' })
  },
)

test('a file that is no recording, or was cut off, is refused with a sentence, and everything stays', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await ringside.configure(STEP)
  await stepTwoBranches(page)
  const before = await shown(page)
  const codes = await page.evaluate(async () => {
    const { ringside } = window
    const whole = await ringside.saveRecording()
    const files = [new Blob(['no recording']), whole.slice(0, whole.size >> 1), new Blob([])]
    const all = []
    for (const file of files)
      all.push(await ringside.openRecording(file).then(String, ({ code }: { code: string }) => code))
    return all
  })
  expect(codes).toEqual(['bad-file', 'bad-file', 'bad-file'])
  expect(await shown(page)).toEqual(before)
})

async function streamed(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}
