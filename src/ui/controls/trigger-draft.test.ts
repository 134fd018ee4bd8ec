import { expect, test } from 'vitest'
import { EventTypes } from '../../events/event-types.ts'
import { draftProblem, FIRST_DRAFT, hitSentence, knownDraft, triggerOf, triggerSentence } from './trigger-draft.ts'
import type { Draft } from './trigger-draft.ts'

const types = new EventTypes()
const mine = types.register({ name: 'mine', fields: ['field:u32 pid; offset:0; size:4; signed:0;'] })
const other: Draft = {
  ...FIRST_DRAFT,
  on: 'event',
  cpu: '3',
  type: String(mine),
  field: 'pid',
  equals: '42',
  after: '20',
}

test('what is set up is what is armed, and both are said', () => {
  const trigger = triggerOf(other, types, false)
  expect(trigger).toEqual({
    on: 'event',
    type: mine,
    cpu: 3,
    after: 20,
    field: { offset: 0, bytes: 4, equals: 42 },
  })
  expect(triggerSentence(trigger, types, false)).toBe('mine with pid = 42 on CPU 3, and 20 events more')
  const event = { ring: 0, page: 0, offset: 0, ts: 4_606_000_000 }
  const hit = { cpu: 3, event, left: 0, holds: true }
  expect(hitSentence(trigger, hit, types, false)).toBe('mine with pid = 42 on CPU 3 at 4.606000\u00a0s')
})

test('a stamp is typed in seconds, or as a count where the clock counts', () => {
  const draft: Draft = { ...FIRST_DRAFT, on: 'stamp', atLeast: '1.5' }
  expect(triggerOf(draft, types, false)).toEqual({ on: 'stamp', atLeast: 1.5e9, after: 0 })
  expect(triggerOf({ ...draft, atLeast: '1 000' }, types, true)).toEqual({ on: 'stamp', atLeast: 1000, after: 0 })
})

test.each([
  [{ on: 'event' }, 'type'],
  [{ on: 'event', type: '1', field: 'pid', equals: '' }, 'equals'],
  [{ on: 'stamp', atLeast: 'soon' }, 'atLeast'],
  [{ after: 'many' }, 'after'],
  [{}, undefined],
] as const)('%j lacks %s', (patch, field) => {
  expect(draftProblem({ ...FIRST_DRAFT, ...patch }, false)?.field).toBe(field)
})

test('another machine may have fewer CPUs and other types: what it lacks is not chosen any more', () => {
  expect(knownDraft(other, types, 4)).toEqual(other)
  expect(knownDraft(other, types, 3)).toEqual({ ...other, cpu: '' })
  expect(knownDraft(other, new EventTypes(), 4)).toEqual({ ...other, type: '', field: '' })
})
