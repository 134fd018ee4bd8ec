import { expect, test } from 'vitest'
import type { RecoveredBytes } from '../../store/recover-ring.ts'
import { certaintyCounts, recoverRows } from './recover-rows.ts'
import type { Certainty } from './recover-rows.ts'

const at = (page: number, offset: number, certainty: Certainty = 'certain'): RecoveredBytes => ({
  page,
  offset,
  certainty,
  event: certainty === 'unreadable' ? undefined : { offset, length: 24, type: 1, ts: 1 },
  body: new Uint8Array(),
})

test('each event once, page by page, with what the words say of it', () => {
  const fromPages = [at(0, 24, 'may-be-incomplete'), at(1, 0, 'earlier-lap'), at(0, 0)]
  const rows = recoverRows(fromPages, [at(1, 24), at(0, 0)])
  expect(rows.map(({ found, isUnread }) => [found.page, found.offset, found.certainty, isUnread])).toEqual([
    [0, 0, 'certain', true],
    [0, 24, 'may-be-incomplete', false],
    [1, 0, 'earlier-lap', false],
    [1, 24, 'certain', true],
  ])
})

test('what was found is counted by how sure one is of it', () => {
  const found = [at(0, 0), at(0, 24), at(0, 48, 'may-be-incomplete'), at(1, 0, 'unreadable')]
  expect(certaintyCounts(found)).toBe('2 certain, 1 may be torn, 1 unreadable')
  expect(certaintyCounts([])).toBe('nothing')
})
