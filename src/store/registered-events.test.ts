import { expect, test } from 'vitest'
import { EventTypes } from '../events/event-types.ts'
import type { EventRegistration } from '../events/event-types.ts'
import { RegisteredEvents } from './registered-events.ts'

const PID = 'field:u32 pid; offset:0; size:4; signed:0;'
const mine = { name: 'mine', fields: [PID], print: '"pid=%u", REC->pid' }

test('an event gets the id that is asked for, or the next free one', () => {
  const [types, registered] = [new EventTypes(), new RegisteredEvents()]
  expect(registered.register(types, { ...mine, id: 17 })).toBe(17)
  expect(registered.register(types, { name: 'other', fields: [] })).toBe(1000)
  expect(registered.register(types, { id: 0, name: 'third', fields: [] })).toBe(1001)
  expect(types.format(17, Uint8Array.from([5, 0, 0, 0]))).toBe('pid=5')
})

test.each<[string, string, EventRegistration]>([
  ['a dynamic id', 'invalid-type', { ...mine, id: 1000 }],
  ['a broken id', 'invalid-type', { ...mine, id: 1.5 }],
  ['an id below all', 'invalid-type', { ...mine, id: -1 }],
  ['a taken id', 'invalid-type', { ...mine, id: 17 }],
  ['a taken name', 'bad-argument', { ...mine, name: 'taken' }],
  ['no name', 'bad-argument', { ...mine, name: '' }],
  ['a name with blanks', 'bad-argument', { ...mine, name: 'a b' }],
  ['a field that is none', 'bad-argument', { ...mine, fields: ['u32 pid'] }],
  ['a field beyond all bodies', 'bad-argument', { ...mine, fields: [PID.replace('offset:0', 'offset:40000')] }],
  ['a print fmt of another event', 'bad-argument', { ...mine, print: '"x=%u", REC->x' }],
])('%s is refused as %s, and nothing has changed', (_, code, event) => {
  const [types, registered] = [new EventTypes(), new RegisteredEvents()]
  registered.register(types, { id: 17, name: 'taken', fields: [] })
  const before = types.infos()
  expect(() => registered.register(types, event)).toThrow(expect.objectContaining({ name: 'RingsideError', code }))
  expect(types.infos()).toEqual(before)
  expect(registered.register(types, { name: 'next', fields: [] })).toBe(1000)
  const later = new EventTypes()
  expect(registered.bringInto(later)).toEqual([])
  expect(later.infos()).toEqual(types.infos())
})

test('what has no place in another machine is said, and comes back in the next', () => {
  const registered = new RegisteredEvents()
  registered.register(new EventTypes(), { ...mine, id: 17 })
  for (const there of [
    { id: 17, name: 'x' },
    { id: 18, name: 'mine' },
  ]) {
    const other = new EventTypes([{ ...there, fields: [] }])
    expect(registered.bringInto(other)).toEqual([expect.stringContaining(`“${there.name}” with the id ${there.id}`)])
    expect(other.infos()).toHaveLength(1)
  }
  const later = new EventTypes([])
  expect(registered.bringInto(later)).toEqual([])
  expect(later.infos()).toEqual([{ ...mine, id: 17 }])
})

test('a name that is registered again elsewhere has its new id from then on', () => {
  const registered = new RegisteredEvents()
  registered.register(new EventTypes(), { ...mine, id: 17 })
  registered.register(new EventTypes(), { ...mine, id: 18 })
  const later = new EventTypes([])
  expect(registered.bringInto(later)).toEqual([])
  expect(later.infos().map(({ id }) => id)).toEqual([18])
})
