import { expect, test } from './support/ringside-test.ts'

const tiny = {
  cpus: 1,
  pagesPerCpu: 2,
  pageSize: 128,
  snapshot: false,
  workload: { kind: 'none' },
  reader: { kind: 'none' },
} as const

test.describe('as posted', () => {
  test('the switch brings the bugs back: an overrun that counts read events is shown with both sides', async ({
    ringside,
    page,
  }) => {
    await ringside.open()
    await ringside.configure(tiny)
    await page.getByRole('switch', { name: 'as posted' }).click()
    await expect(page.getByRole('switch', { name: 'as posted' })).toBeChecked()
    await expect(page.getByText('as posted', { exact: true }).first()).toBeVisible()
    const { ledger, events } = await page.evaluate(async () => {
      const { ringside } = window
      await ringside.stop()
      const body = Array.from({ length: 20 }, () => 7) // four fill a page
      for (let event = 0; event < 8; event++) await ringside.write(0, 1, body)
      const events = await ringside.consume(3)
      await ringside.write(0, 1, body)
      return { events: events.length, ledger: (await ringside.state()).ledger }
    })
    expect(events).toBe(3)
    // one of the pushed page was unread, all four are counted; the sum adds up all the same
    expect(ledger).toMatchObject({ committed: 9, read: 3, overrun: 4, buffered: 2 })
    const findings = page.getByRole('list', { name: 'Findings' })
    await expect(findings).toContainText('CPU 0: buffered says 2, the bytes from HEAD to TAIL 5')
    await expect(page.getByRole('region', { name: 'Ledger' })).toContainText('does not add up')

    await ringside.configure({ asPosted: false })
    await expect(findings).toBeHidden()
  })

  test('a bug of the patch stops the reader, says so, and every call is answered', async ({ ringside, page }) => {
    await ringside.open()
    await ringside.configure({ ...tiny, asPosted: true })
    await page.evaluate(async () => {
      for (let event = 0; event < 4; event++) await window.ringside.write(0, 1, new Uint8Array(20))
    })
    expect(await ringside.codeOf('read')).toBe('RingsideError crashed')
    await expect(page.getByRole('alert').filter({ hasText: 'endless loop' })).toBeVisible()
    const { reader, cpus } = await ringside.state()
    expect(reader).toMatchObject({ status: 'crashed', at: expect.stringContaining('endless loop') })
    expect(cpus[0]?.status).not.toBe('crashed')
    expect(await ringside.codeOf('consume')).toBe('RingsideError crashed')

    await page.getByRole('button', { name: 'Restart' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'endless loop' })).toBeHidden()
    expect(await ringside.codeOf('read')).toBe('resolved')
  })

  test('flat out, a reader without a lock ends in a BUG_ON, and the page goes on', async ({ ringside, page }) => {
    await ringside.open()
    await ringside.configure({
      ...tiny,
      cpus: 2,
      asPosted: true,
      workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
      reader: { kind: 'consume', eventsPerSecond: Infinity },
    })
    await ringside.start()
    const crashed = await page.evaluate(async () => {
      const state = await window.ringside.waitFor(({ reader, cpus }) =>
        [reader, ...cpus].some(({ status }) => status === 'crashed'),
      )
      return [state.reader, ...state.cpus].filter(({ status }) => status === 'crashed').map(({ at }) => at)
    })
    for (const at of crashed) expect(at).toMatch(/BUG_ON|null pointer|endless/)
    await expect(page.getByRole('alert').filter({ hasText: 'has crashed' }).first()).toBeVisible()
    await ringside.stop()
    await ringside.configure({ asPosted: false })
    await ringside.runTo(1000)
  })

  test('a type is truncated, and reading a snapshot that is not there warns before it ends in a null pointer', async ({
    ringside,
    page,
  }) => {
    await ringside.open()
    await ringside.configure({ ...tiny, asPosted: true })
    const types = await page.evaluate(async () => {
      const { ringside } = window
      for (const type of [65536 + 5, 40000]) await ringside.write(0, type, [1, 2, 3, 4])
      return (await ringside.consume(2)).map(({ type }) => type)
    })
    expect(types).toEqual([5, 2 ** 32 + 40000 - 65536])
    expect(await ringside.codeOf('read', { snapshot: true })).toBe('RingsideError crashed')
    await expect(page.getByRole('alert').filter({ hasText: 'WARN_ON' })).toBeVisible()
  })
})
