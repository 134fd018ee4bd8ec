/**
 * Four CPUs and the reader flat out on small rings in a real browser, while everything that the page can be asked is asked at random. What comes
 * back is judged by what it carries: a number per attempt and a checksum.
 */
import { expect, test } from './support/ringside-test.ts'

/** in all; each test makes its share */
const ATTEMPTS = 10_000_000
/** of them consumed by the test itself, not by the reader for the page */
const CHECKED = 15_000
const TESTS = 3
const CPUS = 4

interface Plan {
  seed: number
  attempts: number
  overwrite: boolean
  /** overwrite is turned on and off */
  switches: boolean
  /** events to be consumed and checked */
  checked: number
}

/** Runs in the page. @returns what does not hold, the ledger at the last rest, and how many consumed events were checked */
async function stress({ seed, attempts, overwrite, switches, checked }: Plan) {
  const { ringside } = window
  type State = Awaited<ReturnType<typeof ringside.state>>
  type Events = Awaited<ReturnType<typeof ringside.consume>>
  type Ledger = State['ledger']

  const complaints: string[] = []
  const called = new Set<string>()
  const consumed = [0, 1, 2, 3].map(() => new Set<number>())
  /** per CPU the number of the last event consumed here, the highest number seen, and the ledger of the last look */
  const last = [-1, -1, -1, -1]
  const highest = [-1, -1, -1, -1]
  const before: (Ledger | undefined)[] = [undefined, undefined, undefined, undefined]
  let random = seed

  /** 0 … limit - 1 (mulberry32) */
  function below(limit: number): number {
    random = (random + 0x6d2b79f5) | 0
    let mixed = Math.imul(random ^ (random >>> 15), 1 | random)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
  function claim(holds: boolean, otherwise: () => string): void {
    if (!holds && complaints.length < 20) complaints.push(otherwise())
  }

  /** The number in a payload of `steady`, whose last four bytes are the FNV-1a of all before. */
  function numberOf({ cpu, payload }: Events[number]): number {
    const view = new DataView(payload.buffer, payload.byteOffset, payload.length)
    let hash = 0x811c9dc5
    for (const byte of payload.subarray(0, -4)) hash = Math.imul(hash ^ byte, 0x01000193)
    const isWhole = payload.length % 8 === 4 && hash >>> 0 === view.getUint32(payload.length - 4, true)
    claim(isWhole, () => `CPU ${cpu}: torn: ${payload.join(' ')}`)
    return view.getUint32(0, true)
  }

  function checkConsumed(events: Events): void {
    for (const event of events) {
      const { cpu, lostBefore } = event
      const seq = numberOf(event)
      const from = last[cpu]!
      claim(seq > from, () => `CPU ${cpu}: consumed ${seq} after ${from}`)
      claim(
        !overwrite || switches || lostBefore < seq - from,
        () => `CPU ${cpu}: ${lostBefore} lost, ${from} to ${seq}`,
      )
      consumed[cpu]!.add(seq)
      last[cpu] = seq
      highest[cpu] = Math.max(highest[cpu]!, seq)
    }
  }

  /** A walk is sorted, and gives nothing that was consumed. */
  function checkWalk(events: Events): void {
    const seqs = [-1, -1, -1, -1]
    events.forEach((event, index) => {
      const { cpu, ts } = event
      const seq = numberOf(event)
      const previous = events[index - 1]
      claim(seq > seqs[cpu]!, () => `CPU ${cpu}: a walk gives ${seq} after ${seqs[cpu]}`)
      claim(!consumed[cpu]!.has(seq), () => `CPU ${cpu}: a walk gives ${seq}, which was consumed`)
      claim(
        !previous || ts > previous.ts || (ts === previous.ts && cpu >= previous.cpu),
        () => `${ts} after a later one`,
      )
      seqs[cpu] = seq
      highest[cpu] = Math.max(highest[cpu]!, seq)
    })
  }

  function checkSums(who: string, ledger: Ledger): void {
    const { attempted, committed, inFlight, refused, read, buffered, overrun, erased, inSnapshot } = ledger
    const refusals = refused.disabled + refused.tooBig + refused.full
    claim(attempted === committed + inFlight + refusals, () => `${who}: attempted: ${JSON.stringify(ledger)}`)
    claim(
      committed === read + buffered + overrun + erased + inSnapshot,
      () => `${who}: committed: ${JSON.stringify(ledger)}`,
    )
    claim(switches || !overwrite || refused.full === 0, () => `${who}: ${refused.full} refused though it may overwrite`)
    claim(switches || overwrite || overrun === 0, () => `${who}: ${overrun} overrun though it may not overwrite`)
  }

  /** Each CPU's own ledger adds up at every look, and what was read had been attempted. */
  async function look(): Promise<State> {
    const state = await ringside.state()
    for (const { cpu, ledger, pages, snapshot } of state.cpus) {
      checkSums(`CPU ${cpu}`, ledger)
      const unread = (of: typeof pages): number => of.reduce((sum, page) => sum + page.unread, 0)
      claim(unread(pages) === ledger.buffered, () => `CPU ${cpu}: the pages do not hold ${ledger.buffered}`)
      claim(unread(snapshot!.pages) === ledger.inSnapshot, () => `CPU ${cpu}: the snapshot's do not`)
      claim(highest[cpu]! < ledger.attempted, () => `CPU ${cpu}: ${highest[cpu]} of ${ledger.attempted} was read`)
      for (const term of ['attempted', 'committed', 'read', 'overrun', 'erased'] as const)
        claim(ledger[term] >= (before[cpu]?.[term] ?? 0), () => `CPU ${cpu}: ${term} went back to ${ledger[term]}`)
      before[cpu] = ledger
    }
    return state
  }

  /** Everybody stands still: all is exact, and a walk changes nothing. */
  async function rest(): Promise<State> {
    await ringside.stop()
    const state = await look()
    checkSums('at rest', state.ledger)
    claim(state.ledger.inFlight === 0, () => `${state.ledger.inFlight} in flight at rest`)
    for (const snapshot of [false, true]) {
      const walk = await ringside.read({ snapshot })
      const held = snapshot ? state.ledger.inSnapshot : state.ledger.buffered
      checkWalk(walk)
      claim(walk.length === held, () => `a walk gives ${walk.length} of ${held}, snapshot ${snapshot}`)
    }
    const after = await look()
    claim(JSON.stringify(after.cpus) === JSON.stringify(state.cpus), () => 'a walk has changed the rings')
    return after
  }

  /** What is consumed at rest is sorted, and all that was there. */
  async function drain(): Promise<void> {
    const { ledger } = await rest()
    const events = await ringside.consume(Infinity)
    checkWalk(events)
    checkConsumed(events)
    claim(events.length === ledger.buffered, () => `drained ${events.length} of ${ledger.buffered}`)
    await ringside.start()
  }

  /** A look waits until every CPU is between two events: from there on nobody commits while recording is off. */
  async function disable(): Promise<void> {
    const depth = 1 + below(2)
    for (let deep = 1; deep <= depth; deep++)
      claim((await ringside.disable()) === deep, () => `disabled, but not ${deep} deep`)
    const { committed } = (await look()).ledger
    checkConsumed(await ringside.consume(50))
    const later = await look()
    claim(later.ledger.committed === committed, () => `${later.ledger.committed - committed} commits while disabled`)
    for (let deep = depth - 1; deep >= 0; deep--)
      claim((await ringside.enable()) === deep, () => `enabled, but not ${deep} deep`)
  }

  const calls: Record<string, () => Promise<unknown>> = {
    consume: async () => checkConsumed(await ringside.consume(1 + below(4000))),
    read: async () => checkWalk(await ringside.read()),
    readSnapshot: async () => checkWalk(await ringside.read({ snapshot: true })),
    snapshot: () => ringside.snapshot(),
    snapshotCpu: () => ringside.snapshot(below(4)),
    snapshotOne: () => ringside.snapshot(below(4), { resetOthers: true }),
    reset: () => ringside.reset(below(4)),
    resetAll: () => ringside.reset(),
    disable,
    drain,
    ...(switches && { overwrite: () => ringside.configure({ overwrite: below(2) === 0 }) }),
  }
  const names = Object.keys(calls)
  const countChecked = (): number => consumed.reduce((sum, { size }) => sum + size, 0)
  const isEnough = ({ ledger }: State): boolean =>
    ledger.attempted >= attempts && countChecked() >= checked && names.every((name) => called.has(name))
  await ringside.start()
  for (let state = await look(); !isEnough(state) && complaints.length === 0;) {
    const name = below(3) === 0 ? 'consume' : names[below(names.length)]!
    called.add(name)
    await calls[name]!()
    if (below(3) === 0) state = await look()
  }
  await drain()
  const { ledger } = await rest()
  return { complaints, ledger, checked: countChecked() }
}

const plans = [
  { name: 'overwriting', overwrite: true, switches: false, lost: 'overrun' },
  { name: 'refusing', overwrite: false, switches: false, lost: 'full' },
  { name: 'both in turn', overwrite: true, switches: true, lost: 'overrun' },
] as const

for (const { name, lost, ...plan } of plans) {
  const seed = 20080924
  test(`${name}, seed ${seed}: nothing torn, nothing twice, none from the future, every ledger adds up`, async ({
    ringside,
    page,
  }) => {
    test.setTimeout(240_000) // a third of a minute where the machine is quiet
    await ringside.open()
    await ringside.stop()
    await ringside.configure({
      cpus: CPUS,
      pagesPerCpu: 16,
      pageSize: 256,
      overwrite: plan.overwrite,
      snapshot: true,
      clock: 'local',
      seed,
      workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
      reader: { kind: 'consume', eventsPerSecond: Infinity },
    })
    const { complaints, ledger, checked } = await page.evaluate(stress, {
      ...plan,
      seed,
      attempts: ATTEMPTS / TESTS,
      checked: CHECKED / TESTS,
    })
    expect(complaints).toEqual([])
    expect(ledger.attempted).toBeGreaterThanOrEqual(ATTEMPTS / TESTS)
    expect(checked).toBeGreaterThanOrEqual(CHECKED / TESTS)
    expect(lost === 'full' ? ledger.refused.full : ledger.overrun).toBeGreaterThan(0)
    expect(Math.min(ledger.read, ledger.erased, ledger.refused.disabled)).toBeGreaterThan(0)
  })
}
