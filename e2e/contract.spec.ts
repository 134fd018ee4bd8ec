/** What the contract promises beyond the rings: errors that change nothing, what is not there yet, files, the page without workers. */
import { expect, expectAddsUp, freshTest, test } from './support/ringside-test.ts'

test('impossible configurations are refused with a sentence, and the running machine stays as it was', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  const before = await page.evaluate(() => window.ringside.config())
  const impossible = [
    { cpus: 0 },
    { cpus: 257 },
    { cpus: NaN },
    { pageSize: '256' as unknown as number },
    { cpusss: 3 },
    { pageSize: 100 },
    { pagesPerCpu: 1 },
    { pagesPerCpu: 2 ** 24 },
    { workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: -1 } },
    { workload: { kind: 'trace', source: 'juno-sched', speed: 0 } },
    { workload: { kind: 'trace', source: 'nobody opened this', speed: 1 } },
    { reader: { kind: 'consume', eventsPerSecond: -5 } },
  ] as const
  for (const config of impossible) {
    const answer = await page.evaluate(
      (config) =>
        window.ringside.configure(config as object).then(
          () => 'resolved',
          (error) => `${error.name} ${error.code} ${error.message.length > 20}`,
        ),
      config,
    )
    expect(answer).toBe('RingsideError invalid-config true')
  }
  expect(await page.evaluate(() => window.ringside.config())).toEqual(before)
  const { running, ledger } = await ringside.state()
  expect(running).toBe(true)
  await page.evaluate((count) => window.ringside.waitFor((state) => state.ledger.committed > count), ledger.committed)
})

test('bad arguments are refused by name', async ({ ringside, page }) => {
  await ringside.open()
  expect(await ringside.codeOf('write', 6, 7, [1])).toBe('RingsideError bad-cpu')
  expect(await ringside.codeOf('write', 0, 32768, [1])).toBe('RingsideError invalid-type')
  expect(await ringside.codeOf('write', 0, 7, [256])).toBe('RingsideError bad-argument')
  expect(await ringside.codeOf('pageBytes', 0, 8)).toBe('RingsideError bad-page')
  expect(await ringside.codeOf('consume', -1)).toBe('RingsideError bad-argument')
  expect(await ringside.codeOf('kill', -1)).toBe('RingsideError bad-cpu')
  await ringside.configure({ snapshot: false })
  expect(await ringside.codeOf('snapshot')).toBe('RingsideError no-snapshot')
  expect(await ringside.codeOf('read', { snapshot: true })).toBe('RingsideError no-snapshot')
  const late = page.evaluate(() =>
    window.ringside.waitFor(() => false, 50).catch((error: { code: string }) => error.code),
  )
  expect(await late).toBe('timeout')
})

test('a call that waits behind a configure is checked against the machine that it meets', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  const answers = await page.evaluate(async () => {
    const { ringside } = window
    const codeOf = (call: Promise<unknown>) =>
      call.then(
        (value) => value ?? 'resolved',
        (error: { code: string }) => error.code,
      )
    const still = { workload: { kind: 'none' }, reader: { kind: 'none' } } as const
    return Promise.all([
      codeOf(ringside.configure({ ...still, cpus: 2, pagesPerCpu: 4 })),
      codeOf(ringside.write(2, 7, [1])),
      codeOf(ringside.kill(2)),
      codeOf(ringside.snapshot(5)),
      codeOf(ringside.reset(-1)),
      codeOf(ringside.pageBytes(0, 4)),
      codeOf(ringside.configure({ cpus: 8 })),
      codeOf(ringside.write(7, 7, [1])),
    ])
  })
  expect(answers).toEqual(['resolved', 'bad-cpu', 'bad-cpu', 'bad-cpu', 'bad-cpu', 'bad-page', 'resolved', 'committed'])
  const { reader, ledger } = await ringside.state()
  expect([reader.status, ledger.committed]).toEqual(['parked', 1])
})

test('a resize erases what is unread, and run, counts, sequence and replay go on', async ({ ringside, page }) => {
  await ringside.open()
  const still = { cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' }, overwrite: false } as const
  await ringside.configure(still)
  await page.evaluate(async () => {
    const { ringside } = window
    for (const cpu of [0, 0, 1]) await ringside.write(cpu, 7, [1, 2, 3])
    await ringside.consume()
    await ringside.snapshot()
    await ringside.write(1, 7, [4])
    await ringside.disable()
  })
  const before = await ringside.state()
  for (const [pages, code] of [
    [1, 'RingsideError invalid-config'],
    [2.5, 'RingsideError invalid-config'],
    [NaN, 'RingsideError invalid-config'],
    [2 ** 24, 'RingsideError invalid-config'],
  ] as const)
    expect(await ringside.codeOf('resize', pages)).toBe(code)
  expect(await ringside.state()).toEqual(before)
  await page.evaluate(() => window.ringside.resize(3))
  const after = await ringside.state()
  expect(after.ledger).toEqual({ ...before.ledger, buffered: 0, inSnapshot: 0, erased: 3 })
  expect([after.running, after.recordDisabled]).toEqual([false, 1])
  for (const cpu of after.cpus) expect([cpu.pages.length, cpu.snapshot?.pages.length]).toEqual([3, 3])
  expect(await page.evaluate(() => window.ringside.config())).toMatchObject({ ...still, pagesPerCpu: 3 })
  expect(await ringside.codeOf('pageBytes', 0, 3)).toBe('RingsideError bad-page')

  const steady = { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity } as const
  await ringside.configure({ workload: steady, reader: { kind: 'consume', eventsPerSecond: 1000 }, overwrite: true })
  await ringside.start()
  for (const pages of [16, 2, 8]) {
    await page.evaluate((pages) => window.ringside.resize(pages), pages)
    const { running, cpus, ledger } = await ringside.state()
    expect([running, ...cpus.map((cpu) => cpu.pages.length)]).toEqual([true, pages, pages])
    await page.evaluate((count) => window.ringside.waitFor((state) => state.ledger.committed > count), ledger.committed)
  }
  await ringside.stop()
  const stopped = await ringside.state()
  expectAddsUp(stopped)
  // overwriting, every attempt is committed, so the last event that is left has the last number
  const last = await page.evaluate(async () => {
    const events = await window.ringside.consume(Infinity)
    return [0, 1].map((cpu) => {
      const { payload } = events.filter((event) => event.cpu === cpu).at(-1)!
      return new DataView(payload.buffer, payload.byteOffset).getUint32(0, true)
    })
  })
  expect(last).toEqual(stopped.cpus.map(({ ledger }) => ledger.attempted - 1))

  const replay = (speed: number) => ({ workload: { kind: 'trace', source: 'juno-sched', speed } }) as const
  await ringside.configure({ ...replay(1), cpus: 6, reader: { kind: 'none' } })
  await ringside.runTo(100)
  await page.evaluate(() => window.ringside.resize(4))
  await ringside.configure(replay(Infinity))
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor(({ cpus }) => cpus.every(({ status }) => status === 'idle')))
  const again = (await ringside.state()).ledger
  await ringside.configure({ ...replay(Infinity), pagesPerCpu: 5 })
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor(({ cpus }) => cpus.every(({ status }) => status === 'idle')))
  expect(again.attempted).toBe((await ringside.state()).ledger.attempted)
})

test('the control of the pages per CPU resizes: what runs goes on, the list stays, a page that is gone is not selected', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.read > 20))
  await page.getByRole('gridcell', { name: /^CPU 1 page 7/ }).click()
  const bytes = page.getByRole('region', { name: 'Page bytes' })
  await expect(bytes).toContainText('page 7')
  const { ledger } = await ringside.state()
  const rows = async (): Promise<number> => {
    const list = page.getByRole('region', { name: 'Events' }).getByRole('listbox', { name: /^Events, / })
    return Number((await list.getAttribute('aria-label'))?.replace(/\D/g, ''))
  }
  const listed = await rows()
  expect(listed).toBeGreaterThan(0)
  const field = page.getByRole('textbox', { name: 'pages per CPU', exact: true })
  await field.fill('4')
  await field.press('Enter')
  await expect.poll(() => page.evaluate(() => window.ringside.config().pagesPerCpu)).toBe(4)
  const after = await ringside.state()
  expect(after.running).toBe(true)
  expect(after.ledger.attempted).toBeGreaterThanOrEqual(ledger.attempted)
  expect(await rows()).toBeGreaterThanOrEqual(listed)
  await expect(page.getByRole('gridcell', { name: /^CPU 1 page [0-9]/ })).toHaveCount(4)
  await expect(bytes).not.toContainText('page 7')
  await page.evaluate((count) => window.ringside.waitFor((state) => state.ledger.committed > count), ledger.committed)
  await field.fill('1')
  await field.press('Enter')
  await expect(field).toHaveAccessibleDescription(/at least 2 pages/)
  expect((await ringside.state()).cpus[0]?.pages).toHaveLength(4)
})

test('after flat out a trace goes on at its pace', async ({ ringside, page }) => {
  await ringside.open()
  const trace = (speed: number) => ({ workload: { kind: 'trace', source: 'juno-sched', speed, loop: true } }) as const
  await ringside.configure(trace(Infinity))
  await page.evaluate(() => window.ringside.waitFor(({ ledger }) => ledger.committed > 500_000))
  await ringside.configure(trace(1))
  // each CPU may still have to catch up with two laps of some 2900 events in all; flat out would be millions
  const { attempted } = (await ringside.state()).ledger
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await page.evaluate((count) => window.ringside.waitFor(({ ledger }) => ledger.attempted > count), attempted)
  expect((await ringside.state()).ledger.attempted - attempted).toBeLessThan(20_000)
})

test('files of one name that are opened at once get ids of their own', async ({ ringside, page }) => {
  await ringside.open()
  const ids = await page.evaluate(async () => {
    const file = (value: number) => new Blob([`  bash-1 [000] 1.000001: my_event: value=${value}`])
    const opened = await Promise.all([1, 2].map((value) => window.ringside.openTrace(file(value), 'same')))
    return opened.map(({ id }) => id)
  })
  expect(new Set(ids).size).toBe(2)
})

test('what is not there yet says so', async ({ ringside, page }) => {
  await ringside.open()
  const refused = await page.evaluate(async () => {
    const { ringside } = window
    const calls: [string, () => Promise<unknown>][] = [
      ['trace.dat', () => ringside.exportTrace('trace.dat')],
      ['chrome-json', () => ringside.exportTrace('chrome-json')],
    ]
    return Promise.all(
      calls.map(([name, call]) =>
        call().then(
          () => `${name}: resolved`,
          (error) => `${name}: ${error.code}`,
        ),
      ),
    )
  })
  expect(refused.filter((answer) => !answer.endsWith(': unsupported'))).toEqual([])
  expect(await page.evaluate(() => [window.ringside.branches(), window.ringside.position()])).toEqual([
    [],
    { op: 0, length: 0, branch: '' },
  ])
})

test('write, peek, read and consume give back what was written', async ({ ringside, page }) => {
  await ringside.open()
  await ringside.configure({ cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' }, pageSize: 128 })
  const outcomes = await page.evaluate(async () => [
    await window.ringside.write(1, 7, [1, 2, 3]),
    await window.ringside.write(0, 8, new Uint8Array(116)),
    await window.ringside.write(0, 8, new Uint8Array(117)),
  ])
  expect(outcomes).toEqual(['committed', 'committed', 'too-big'])
  const seen = await page.evaluate(async () => {
    const plain = ({
      cpu,
      type,
      name,
      payload,
      text,
    }: {
      cpu: number
      type: number
      name: string
      payload: Uint8Array
      text: string
    }) => ({ cpu, type, name, bytes: payload.length, text })
    const peeked = await window.ringside.peek()
    const read = await window.ringside.read()
    const consumed = await window.ringside.consume(5)
    return { peeked: peeked && plain(peeked), read: read.map(plain), consumed: consumed.map(plain) }
  })
  expect(seen.read).toEqual(seen.consumed)
  expect(seen.peeked).toEqual(seen.consumed[0])
  expect(seen.consumed.map(({ cpu }) => cpu)).toEqual([0, 1])
  expect(seen.consumed[1]).toMatchObject({ type: 7, name: 'type 7', bytes: 4 })
  expect(seen.consumed[1]?.text).toMatch(/^type 7: 010203/)
  expectAddsUp(await ringside.state())
})

test('an opened ftrace file is replayed; lines that are none are counted', async ({ ringside, page }) => {
  await ringside.open()
  const summary = await page.evaluate(() => {
    const lines = [
      '# tracer: nop',
      '            bash-100   [000] d..1     1.000001: my_event: value=1',
      'this is no event',
      '            bash-100   [003] d..1     1.000002: my_event: value=2',
      'CPU:3 [LOST 7 EVENTS]',
      '            bash-100   [003] d..1     1.000003: other: free text, not fields',
    ]
    return window.ringside.openTrace(new Blob([lines.join('\n')]), 'mine.txt')
  })
  expect(summary).toMatchObject({
    name: 'mine.txt',
    format: 'ftrace-text',
    events: 3,
    unparsed: 1,
    lost: 7,
    eventsPerCpu: [1, 0, 0, 2],
  })
  await ringside.configure({
    cpus: 4,
    reader: { kind: 'none' },
    workload: { kind: 'trace', source: summary.id, speed: Infinity },
  })
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor(({ cpus }) => cpus.every(({ status }) => status === 'idle')))
  await ringside.stop()
  const events = await page.evaluate(async () =>
    (await window.ringside.consume(10)).map(({ cpu, ts, name, text }) => ({ cpu, ts, name, text })),
  )
  expect(events).toEqual([
    { cpu: 0, ts: 1, name: 'my_event', text: 'value=1' },
    { cpu: 3, ts: 1000, name: 'my_event', text: 'value=2' },
    { cpu: 3, ts: 2000, name: 'other', text: 'free text, not fields' },
  ])
})

test('a parameter of the address that cannot be followed gets a sentence, and the page runs', async ({
  ringside,
  page,
}) => {
  await ringside.open('?embde=1&colour=red')
  await expect(page.getByRole('alert')).toContainText("'embde'")
  await expect(page.getByRole('alert')).toContainText("'colour'")
  expect((await ringside.state()).running).toBe(true)
})

test('a file that is no trace is refused with a sentence, and everything stays', async ({ ringside, page }) => {
  await ringside.open()
  const answer = await page.evaluate(() =>
    window.ringside.openTrace(new Blob(['not a trace at all']), 'notes.txt').then(
      () => 'resolved',
      (error) => `${error.code}: ${error.message}`,
    ),
  )
  expect(answer).toMatch(/^bad-file: notes.txt: .{20,}/)
  await expect(page.getByRole('alert').first()).toContainText('notes.txt')
  expect((await ringside.state()).running).toBe(true)
})

freshTest('without workers the page says in a sentence that nothing can run, and why', async ({ page }) => {
  await page.addInitScript(() => void Reflect.deleteProperty(window, 'Worker'))
  await page.goto('/')
  await expect(page.getByRole('heading', { name: /no workers/ })).toBeVisible()
  expect(await page.evaluate(() => window.ringside.capabilities())).toMatchObject({ workers: false })
  const refusals = await page.evaluate(() => {
    const codeOf = (call: Promise<unknown>) => call.then(String, (error: { code: string }) => error.code)
    const { ringside } = window
    return Promise.all(
      [ringside.ready, ringside.state(), ringside.start(), ringside.configure({ cpus: 2 })].map(codeOf),
    )
  })
  expect(refusals).toEqual(Array(4).fill('unsupported'))
})

test("the policy allows the page's own origin only", async ({ ringside, page }) => {
  await ringside.open()
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  expect(policy).toContain("default-src 'self'")
  expect(policy).not.toMatch(/https?:|unsafe|\*/)
})
