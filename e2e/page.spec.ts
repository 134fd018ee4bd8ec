/** The page as its user meets it: by keyboard, by eye, with a screen reader, on a phone. */
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'

const REGIONS = ['Controls', 'Rings', 'Timeline', 'Events', 'Page bytes', 'Ledger']

test('every region of the contract is there, and the rings are a grid of named rows and cells', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  for (const name of REGIONS) await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
  const grid = page.getByRole('region', { name: 'Rings' }).getByRole('grid')
  for (let cpu = 0; cpu < 6; cpu++)
    await expect(grid.getByRole('row', { name: `CPU ${cpu}`, exact: true })).toBeAttached()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
  await ringside.stop()
  const { cpus } = await ringside.state()
  for (const { cpu, headPage, tailPage, pages } of cpus) {
    for (const { page: index, unread, committedBytes } of pages) {
      const words = [`CPU ${cpu} page ${index}`]
      if (index === headPage) words.push('head')
      if (index === tailPage) words.push('tail')
      const name = await grid
        .getByRole('gridcell', { name: new RegExp(`^CPU ${cpu} page ${index},`) })
        .getAttribute('aria-label')
      for (const word of words) expect(name).toContain(word)
      if (unread > 0) expect(name).toMatch(new RegExp(`\\b${unread} unread events?\\b`))
      if (committedBytes > 0) expect(name).toContain(`${committedBytes} of 256 bytes`)
    }
  }
  await expect(grid.getByRole('gridcell', { name: /^CPU 2 snapshot page 7,/ })).toBeAttached()
})

test('the ledger on screen is the ledger of the machine', async ({ ringside, page }) => {
  await ringside.open()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
  await ringside.stop()
  const { ledger } = await ringside.state()
  const region = page.getByRole('region', { name: 'Ledger' })
  const { refused, ...terms } = ledger
  for (const [name, count] of Object.entries({ ...terms, ...refused })) {
    const label = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    await expect(region.getByLabel(`${label} ${count}`, { exact: true })).toBeVisible()
  }
  await expect(region.getByText('adds up')).toBeVisible()
})

test('an impossible value gets its sentence beside the control, and the machine runs on', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  const cases = [
    ['CPUs', '0', /from 1 to 256/],
    ['CPUs', '257', /from 1 to 256/],
    ['pages per CPU', '1', /at least 2 pages/],
    ['page size', '100', /power of two/],
  ] as const
  for (const [name, value, sentence] of cases) {
    const field = page.getByRole('textbox', { name, exact: true })
    await field.fill(value)
    await field.press('Enter')
    await expect(field).toHaveAccessibleDescription(sentence)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
  }
  const { running } = await ringside.state()
  expect(running).toBe(true)
  expect(await page.evaluate(() => window.ringside.config())).toMatchObject({ cpus: 6, pagesPerCpu: 8, pageSize: 256 })
})

test('every control works by keyboard, and what ran goes on running', async ({ ringside, page }) => {
  await ringside.open()
  const config = () => page.evaluate(() => window.ringside.config())
  const enter = async (name: string, value: string) => {
    await page.getByRole('textbox', { name, exact: true }).fill(value)
    await page.keyboard.press('Enter')
  }
  const press = async (role: 'switch' | 'button' | 'slider', name: string, key: string) => {
    await page.getByRole(role, { name, exact: true }).focus()
    await page.keyboard.press(key)
  }
  await enter('CPUs', '3')
  await expect.poll(config).toMatchObject({ cpus: 3 })
  await enter('pages per CPU', '4')
  await expect.poll(config).toMatchObject({ pagesPerCpu: 4 })
  await enter('page size', '512')
  await expect.poll(config).toMatchObject({ pageSize: 512 })
  await press('switch', 'overwrite', 'Space')
  await expect.poll(config).toMatchObject({ overwrite: false })
  await press('switch', 'snapshot', 'Space')
  await expect.poll(config).toMatchObject({ snapshot: false })
  await press('switch', 'snapshot', 'Space')
  await expect.poll(config).toMatchObject({ snapshot: true })
  await page.getByRole('combobox', { name: 'clock', exact: true }).selectOption('counter')
  await expect.poll(config).toMatchObject({ clock: 'counter' })
  await press('slider', 'speed', 'ArrowRight')
  await expect.poll(async () => (await config()).workload).not.toMatchObject({ speed: 4 })
  await press('slider', 'reader’s rate', 'End')
  await expect.poll(config).toMatchObject({ reader: { kind: 'consume', eventsPerSecond: Infinity } })
  await page.getByRole('combobox', { name: 'reader', exact: true }).selectOption('iterates')
  await expect.poll(async () => (await config()).reader.kind).toBe('iterate')
  await page.getByRole('combobox', { name: 'trace or tracer', exact: true }).selectOption('steady, synthetic')
  await expect.poll(async () => (await config()).workload.kind).toBe('synthetic')
  await page.evaluate(() => window.ringside.waitFor(({ running, ledger }) => running && ledger.committed > 0))

  await press('button', 'Pause', 'Enter')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  expect((await ringside.state()).running).toBe(false)
  const { buffered } = (await ringside.state()).ledger
  await press('button', 'Snapshot', 'Enter')
  await expect.poll(async () => (await ringside.state()).ledger.inSnapshot).toBe(buffered)
  await press('button', 'Disable recording', 'Enter')
  await expect.poll(async () => (await ringside.state()).recordDisabled).toBe(1)
  await press('button', 'Disable recording', 'Enter')
  await expect.poll(async () => (await ringside.state()).recordDisabled).toBe(2)
  await press('button', 'Enable recording', 'Enter')
  await expect.poll(async () => (await ringside.state()).recordDisabled).toBe(1)
  await press('button', 'Enable recording', 'Enter')
  await expect.poll(async () => (await ringside.state()).recordDisabled).toBe(0)
  await press('button', 'Run', 'Enter')
  await page.evaluate(() => window.ringside.waitFor(({ running, ledger }) => running && ledger.buffered > 0))
  await press('button', 'Reset', 'Enter')
  await expect.poll(async () => (await ringside.state()).ledger.erased).toBeGreaterThan(0)
})

test('arrows walk the grid, Enter opens the bytes, Space pauses, ? lists the keys', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.stop()
  const grid = page.getByRole('region', { name: 'Rings' }).getByRole('grid')
  await grid.getByRole('gridcell').first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(grid.getByRole('gridcell', { name: /^CPU 0 page 2,/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Page bytes' })).toContainText('CPU 0 page 2')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('the list shows what was consumed as ftrace prints it, and where events were lost', async ({ ringside, page }) => {
  await ringside.open()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0 && ledger.read > 100))
  const events = page.getByRole('region', { name: 'Events' })
  await expect(events.getByText(/\[00\d\]/).first()).toBeVisible()
  await ringside.stop()
  await expect(events).toContainText(/sched_(switch|wakeup)/)
})

test('a trace file is opened by the picker and by a drop; unparsed lines are told', async ({ ringside, page }) => {
  await ringside.open()
  const text = [
    '    bash-100   [000]     1.000001: my_event: value=1',
    'nonsense',
    '    bash-100   [001]     1.500000: my_event: value=2',
  ].join('\n')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open trace file' }).press('Enter')
  await (await chooser).setFiles({ name: 'picked.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
  await expect
    .poll(() => page.evaluate(() => window.ringside.config().workload))
    .toMatchObject({ kind: 'trace', source: 'picked.txt', speed: 1 })
  await expect(page.getByRole('region', { name: 'Controls' })).toContainText(/1 line/)
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'dropped.txt'))
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
  }, text)
  await expect
    .poll(() => page.evaluate(() => window.ringside.config().workload))
    .toMatchObject({ source: 'dropped.txt' })
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong, ${theme}, while four CPUs run`, async ({ ringside, page }) => {
    await ringside.open(`?theme=${theme}`)
    await ringside.configure({ cpus: 4 })
    await ringside.start()
    await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.overrun > 0))
    expect(await violationsOn(page)).toEqual([])
  })
}

test('on a phone the panels are tabs, and nothing scrolls sideways', async ({ ringside, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await ringside.open()
  for (const [tab, region] of [
    ['Timeline', 'Timeline'],
    ['Bytes', 'Page bytes'],
    ['Controls', 'Controls'],
    ['Rings', 'Rings'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: tab }).click()
    await expect(page.getByRole('region', { name: region, exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Record live' })).toHaveCount(tab === 'Controls' ? 1 : 0)
  }
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
})
