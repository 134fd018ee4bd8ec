/** debugfs by the API and on the page: every file against what the other calls say of the same rings; the export read back; event types. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { violationsOn } from './support/axe.ts'
import { expect, test } from './support/ringside-test.ts'
import type { RingsidePage } from './support/ringside-test.ts'

const MINE = {
  id: 17,
  name: 'mine',
  fields: ['field:u32 pid; offset:0; size:4; signed:0;', 'field:char comm[8]; offset:4; size:8; signed:0;'],
  print: '"pid=%u comm=%s", REC->pid, REC->comm',
}
const BODY = [...new Uint8Array([5, 0, 0, 0]), ...Buffer.from('bash\0\0\0\0')]

/** Overwritten, partly consumed rings that stand still. */
async function recorded({ ringside, page }: { ringside: RingsidePage; page: Page }): Promise<void> {
  await ringside.open()
  const workload = { kind: 'trace', source: 'juno-sched', speed: Infinity } as const
  await ringside.configure({ reader: { kind: 'none' }, workload })
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor(({ cpus }) => cpus.every(({ status }) => status === 'idle')))
  await ringside.stop()
  await page.evaluate(() => window.ringside.consume(10))
}

function textOf(page: Page, path: string): Promise<string> {
  return page.evaluate(async (path) => (await window.ringside.debugfs(path)).text(), path)
}

/** All pages of a CPU, by the call that gives one. */
function pagesOf(page: Page, cpu: number): Promise<number[]> {
  return page.evaluate(async (cpu) => {
    const { pagesPerCpu } = window.ringside.config()
    const pages = Array.from({ length: pagesPerCpu }, (_, index) => window.ringside.pageBytes(cpu, index))
    return (await Promise.all(pages)).flatMap((bytes) => [...bytes])
  }, cpu)
}

test('directories list their names, and what is not there is refused', async ({ ringside, page }) => {
  await recorded({ ringside, page })
  expect(await textOf(page, 'buffers')).toBe('ringside\n')
  expect((await textOf(page, 'buffers/ringside')).split('\n')).toEqual([
    'text',
    'stats',
    ...[0, 1, 2, 3, 4, 5].map((cpu) => `binary${cpu}`),
    '',
  ])
  expect(await textOf(page, 'events')).toMatch(/^sched_switch$/m)
  for (const path of ['buffer', 'buffers/other/text', 'buffers/ringside/binary6', 'events/nobody/id'])
    expect(await ringside.codeOf('debugfs', path)).toBe('RingsideError bad-argument')
  expect(await ringside.codeOf('exportTrace', 'ftrace' as 'ftrace-text')).toBe('RingsideError bad-argument')
  expect(await ringside.codeOf('exportTrace', 'trace.dat')).toBe('RingsideError unsupported')
})

test('text, stats and binary are what read, state and pageBytes give, and nothing is consumed', async ({
  ringside,
  page,
}) => {
  await recorded({ ringside, page })
  const before = await ringside.state()
  const read = await page.evaluate(async () =>
    (await window.ringside.read()).map(({ cpu, ts, name, text, lostBefore }) => ({ cpu, ts, name, text, lostBefore })),
  )
  const lines = (await textOf(page, 'buffers/ringside/text')).split('\n').slice(0, -1)
  const { ledger, cpus } = before
  const counts = `${ledger.buffered}/${ledger.buffered + ledger.overrun}`
  expect(lines).toContain(`# entries-in-buffer/entries-written: ${counts}   #P:6`)
  const shown = lines.flatMap((line) => {
    const [, cpu, stamp, text] = /\[(\d{3})\]\s+([\d.]+): (.*)$/.exec(line) ?? []
    return stamp === undefined ? [] : [{ cpu: Number(cpu), stamp, text }]
  })
  expect(shown).toEqual(
    read.map(({ cpu, ts, name, text }) => {
      const us = Math.floor((ts + 500) / 1000)
      const stamp = `${Math.floor(us / 1e6)}.${String(us % 1e6).padStart(6, '0')}`
      return { cpu, stamp, text: name === 'unnamed' ? text : `${name}: ${text}` }
    }),
  )
  const losses = lines.flatMap((line) => /^CPU:(\d+) \[LOST (\d+) EVENTS\]$/.exec(line)?.slice(1).map(Number) ?? [])
  expect(losses).toEqual(read.flatMap(({ cpu, lostBefore }) => (lostBefore > 0 ? [cpu, lostBefore] : [])))
  expect(losses.length).toBeGreaterThan(0)

  const stats = await textOf(page, 'buffers/ringside/stats')
  const numbers = (name: string) =>
    [...stats.matchAll(new RegExp(`^${name}: +([\\d.]+)$`, 'gm'))].map(([, n]) => Number(n))
  expect(numbers('CPU')).toEqual([0, 1, 2, 3, 4, 5])
  expect(numbers('entries')).toEqual(cpus.map(({ ledger }) => ledger.buffered))
  expect(numbers('overrun')).toEqual(cpus.map(({ ledger }) => ledger.overrun))
  expect(numbers('read events')).toEqual(cpus.map(({ ledger }) => ledger.read))
  const oldest = numbers('oldest event ts')
  expect(oldest).toHaveLength(6)
  numbers('now ts').forEach((now, cpu) => expect(now).toBeGreaterThanOrEqual(oldest[cpu] ?? NaN))

  for (let cpu = 0; cpu < 6; cpu++) {
    const bytes = await page.evaluate(async (path) => {
      const blob = await window.ringside.debugfs(path)
      return { type: blob.type, bytes: [...new Uint8Array(await blob.arrayBuffer())] }
    }, `buffers/ringside/binary${cpu}`)
    expect(bytes).toEqual({ type: 'application/octet-stream', bytes: await pagesOf(page, cpu) })
  }
  expect(await ringside.state()).toEqual(before)
})

test('the export read back gives the same events and losses', async ({ ringside, page }) => {
  await recorded({ ringside, page })
  const plain = async () =>
    page.evaluate(async () =>
      (await window.ringside.read()).map(({ cpu, ts, name, text }) => ({ cpu, ts, name, text })),
    )
  const before = await plain()
  const { ledger } = await ringside.state()
  const { summary, lost } = await page.evaluate(async () => {
    const { ringside } = window
    const blob = await ringside.exportTrace('ftrace-text')
    const read = await ringside.read()
    return {
      summary: await ringside.openTrace(blob, 'exported.txt'),
      lost: read.reduce((sum, { lostBefore }) => sum + lostBefore, 0),
    }
  })
  expect(summary).toMatchObject({ format: 'ftrace-text', events: ledger.buffered, unparsed: 0, lost })
  expect(lost).toBeGreaterThan(0)
  const workload = { kind: 'trace', source: summary.id, speed: Infinity } as const
  await ringside.configure({ workload, pagesPerCpu: 64, pageSize: 4096 })
  await ringside.start()
  await page.evaluate(() => window.ringside.waitFor(({ cpus }) => cpus.every(({ status }) => status === 'idle')))
  await ringside.stop()
  const first = before[0]?.ts ?? 0
  const again = (await plain()).map((event) => ({ ...event, ts: event.ts + first - 1 }))
  // a stamp of 0 becomes 1
  expect(again.slice(1).map(({ ts, ...event }) => ({ ...event, ts: ts + 1 }))).toEqual(before.slice(1))
  expect(again[0]).toEqual(before[0])
})

test('a registered type names and prints its events, has files, and belongs to the session', async ({
  ringside,
  page,
}) => {
  await ringside.open()
  const still = { workload: { kind: 'none' }, reader: { kind: 'none' }, cpus: 2 } as const
  await ringside.configure(still)
  await page.evaluate((body) => window.ringside.write(1, 17, body), BODY)
  expect(await page.evaluate(async () => (await window.ringside.peek())?.name)).toBe('type 17')
  expect(await page.evaluate((event) => window.ringside.registerEvent(event), MINE)).toBe(17)
  expect(await page.evaluate(() => window.ringside.registerEvent({ name: 'other', fields: [] }))).toBe(1000)
  const seen = () =>
    page.evaluate(async () => {
      const [event] = await window.ringside.consume()
      return event && { name: event.name, text: event.text, bytes: event.payload.length }
    })
  const told = { name: 'mine', text: 'pid=5 comm=bash', bytes: 12 }
  expect(await seen()).toEqual(told)
  await expect(page.getByRole('region', { name: 'Events' }).getByText('mine: pid=5 comm=bash')).toBeVisible()
  expect(await textOf(page, 'events/mine/id')).toBe('17\n')
  expect(await textOf(page, 'events/mine/format')).toContain('field:char comm[8];\toffset:4;\tsize:8;')
  expect(await textOf(page, 'events/mine/format')).toContain(`print fmt: ${MINE.print}\n`)

  for (const [change, code] of [
    [{ id: 17, name: 'another' }, 'invalid-type'],
    [{ id: 1000, name: 'another' }, 'invalid-type'],
    [{ id: 0.5, name: 'another' }, 'invalid-type'],
    [{ id: 18 }, 'bad-argument'],
    [{ id: 18, name: 'two words' }, 'bad-argument'],
    [{ id: 18, name: 'another', fields: ['pid'] }, 'bad-argument'],
    [{ id: 18, name: 'another', fields: 'pid' as unknown as string[] }, 'bad-argument'],
    [{ id: 18, name: 'another', print: 'pid=%u' }, 'bad-argument'],
  ] as const)
    expect(await ringside.codeOf('registerEvent', { ...MINE, ...change } as typeof MINE)).toBe(`RingsideError ${code}`)
  expect((await textOf(page, 'events')).split('\n')).toEqual(['irq', 'mine', 'other', 'steady', ''])

  await page.evaluate(() => window.ringside.resize(4))
  await page.evaluate((body) => window.ringside.write(1, 17, body), BODY)
  expect(await seen()).toEqual(told)
  await ringside.configure({ cpus: 3 })
  await page.evaluate((body) => window.ringside.write(1, 17, body), BODY)
  expect(await seen()).toEqual(told)
  // the trace's types have the dynamic ids from 1000 on
  await ringside.configure({ workload: { kind: 'trace', source: 'juno-sched', speed: 1 } })
  await expect(page.getByRole('alert')).toContainText(/“other” with the id 1000 is not registered/)
  expect(await textOf(page, 'events/mine/id')).toBe('17\n')
  await ringside.configure(still)
  expect(await textOf(page, 'events/other/id')).toBe('1000\n')
})

test('the files are browsed by keyboard, shown by cat and hex, copied, downloaded and dragged out', async ({
  ringside,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await recorded({ ringside, page })
  await expect(page.getByRole('region', { name: 'Events', exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Events' }).focus()
  for (let tab = 0; tab < 3; tab++) await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Files' })).toBeFocused()
  const files = page.getByRole('region', { name: 'Files', exact: true })
  await expect(files).toBeVisible()
  await expect(page.getByRole('region', { name: 'Events', exact: true })).toBeHidden()

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(files.getByRole('treeitem', { name: 'buffers' })).toBeFocused()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
  await expect(files.getByRole('treeitem', { name: 'stats' })).toBeFocused()
  await page.keyboard.press('Enter')
  const stats = await textOf(page, 'buffers/ringside/stats')
  const shown = files.getByRole('group', { name: /^buffers\/ringside\/stats as text$/ })
  await expect(shown).toContainText('CPU: 0')
  const copied = async () => {
    await files.getByRole('button', { name: 'Copy' }).click()
    await expect(files.getByRole('button', { name: 'Copied' })).toBeVisible()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  expect(await copied()).toBe(stats)
  await files.getByRole('button', { name: 'hex', exact: true }).click()
  await expect(files.getByRole('group', { name: /stats as hex$/ })).toContainText('00000000  43 50 55 3a 20 30 0a')

  await page.evaluate(() => window.ringside.consume(1))
  await files.getByRole('button', { name: 'cat', exact: true }).click()
  await files.getByRole('button', { name: 'Refresh' }).click()
  await expect(files.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
  const later = await copied()
  expect(later).toBe(await textOf(page, 'buffers/ringside/stats'))
  expect(later).not.toBe(stats)

  for (const [name, file, bytes] of [
    ['text', 'ringside-text.txt', Buffer.from(await textOf(page, 'buffers/ringside/text'))],
    ['binary2', 'ringside-binary2.bin', Buffer.from(await pagesOf(page, 2))],
  ] as const) {
    await files.getByRole('treeitem', { name }).click()
    await expect(files.getByRole('link', { name: 'Download' })).toHaveAttribute('download', file)
    const download = page.waitForEvent('download')
    await files.getByRole('link', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toBe(file)
    expect((await readFile(await (await download).path())).equals(bytes)).toBe(true)
    const dragged = await files.getByRole('treeitem', { name }).evaluate((row) => {
      const dataTransfer = new DataTransfer()
      row.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer }))
      return [dataTransfer.getData('DownloadURL'), dataTransfer.getData('text/plain')]
    })
    expect(dragged[0]).toMatch(new RegExp(`^(text/plain|application/octet-stream):${file}:blob:http`))
    if (name === 'text') expect(dragged[1]).toBe(bytes.toString())
  }
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as ftrace text' }).click()
  expect((await download).suggestedFilename()).toBe('ringside-ftrace.txt')
  const exported = await page.evaluate(async () => (await window.ringside.exportTrace('ftrace-text')).text())
  expect(await readFile(await (await download).path(), 'utf8')).toBe(exported)
})

test('a file that goes with its machine says so; types that are registered appear in the tree', async ({
  ringside,
  page,
}) => {
  await recorded({ ringside, page })
  await page.getByRole('tab', { name: 'Files' }).click()
  const files = page.getByRole('region', { name: 'Files', exact: true })
  await files.getByRole('treeitem', { name: 'binary5' }).click()
  await expect(files.getByRole('group', { name: /binary5 as hex/ })).toBeVisible()
  await ringside.configure({ cpus: 2 })
  await expect(files).toContainText("There is no 'buffers/ringside/binary5'")
  await expect(files.getByRole('treeitem', { name: 'binary5' })).toHaveCount(0)
  await files.getByRole('treeitem', { name: 'events' }).click()
  await expect(files.getByRole('treeitem', { name: 'mine' })).toHaveCount(0)
  await page.evaluate((event) => window.ringside.registerEvent(event), MINE)
  await files.getByRole('treeitem', { name: 'mine' }).click()
  await files.getByRole('treeitem', { name: 'format' }).click()
  await expect(files.getByRole('group', { name: 'events/mine/format as text' })).toContainText('name: mine')
})

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing wrong with the files, ${theme}`, async ({ ringside, page }) => {
    await ringside.open(`?theme=${theme}`)
    await page.getByRole('tab', { name: 'Files' }).click()
    const files = page.getByRole('region', { name: 'Files', exact: true })
    for (const [name, as] of [
      ['text', 'text'],
      ['binary0', 'hex'],
    ] as const) {
      await files.getByRole('treeitem', { name }).click()
      await expect(files.getByRole('group', { name: new RegExp(`${name} as ${as}$`) })).toBeVisible()
      expect(await violationsOn(page)).toEqual([])
    }
  })
}

test('on a phone the files are under More', async ({ ringside, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await ringside.open()
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'More' }).click()
  await page.getByRole('tab', { name: 'Files' }).click()
  const files = page.getByRole('region', { name: 'Files', exact: true })
  await files.getByRole('treeitem', { name: 'stats' }).click()
  await expect(files.getByRole('group', { name: /stats as text/ })).toContainText('entries')
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
})
