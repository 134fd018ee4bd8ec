/** The contrasts that the theme promises, measured on the file that the page loads. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')

function rolesIn(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]),
  )
}

const [light = '', ...rest] = css.split('@media (prefers-color-scheme: dark)')
const dark = rest.join('')
const [byPreference = '', byChoice = ''] = dark.split(":root[data-theme='dark']")
const themes = [
  ['light', rolesIn(light)],
  ['dark', rolesIn(byPreference)],
] as const

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test('black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

test('dark by choice is dark by preference', () => {
  expect(rolesIn(byChoice.split('@media')[0] ?? '')).toEqual(rolesIn(byPreference))
})

test('both themes have the same roles', () => {
  expect([...themes[1][1].keys()].sort()).toEqual([...themes[0][1].keys()].sort())
})

test.each(themes)('%s: contrasts on both surfaces', (_, roles) => {
  const role = (name: string): string => roles.get(name) ?? ''
  const worst = (name: string): number =>
    Math.min(contrast(role(name), role('surface')), contrast(role(name), role('surface-sunken')))
  expect(worst('ink')).toBeGreaterThanOrEqual(7)
  // all of these are words of normal size
  for (const text of ['muted', 'lost', 'good', 'head', 'commit', 'tail']) {
    expect.soft(worst(text), text).toBeGreaterThanOrEqual(4.5)
  }
  for (const edge of ['control-border', 'free-border']) expect.soft(worst(edge), edge).toBeGreaterThanOrEqual(3)
  for (const family of ['sched', 'irq', 'timer', 'syscall', 'user', 'io', 'other']) {
    expect.soft(worst(`event-${family}`), family).toBeGreaterThanOrEqual(3)
  }
})

test.each(themes)('%s: words on what they stand on', (_, roles) => {
  const role = (name: string): string => roles.get(name) ?? ''
  expect.soft(contrast(role('overwritten-ink'), role('overwritten'))).toBeGreaterThanOrEqual(4.4)
  for (const ground of ['hex-committed', 'picked', 'hex-reserved'])
    expect.soft(contrast(role('ink'), role(ground)), ground).toBeGreaterThanOrEqual(4.5)
  expect.soft(contrast(role('muted'), role('hex-consumed'))).toBeGreaterThanOrEqual(4.5)
})

test.each(themes)('%s: states differ from what they lie beside', (_, roles) => {
  const role = (name: string): string => roles.get(name) ?? ''
  const pairs = [
    ['committed', 'free', 2.5],
    ['committed', 'consumed', 2],
    ['reserved', 'committed', 2],
    ['overwritten', 'free', 2.5],
  ] as const
  for (const [a, b, least] of pairs) expect.soft(contrast(role(a), role(b)), `${a} ${b}`).toBeGreaterThanOrEqual(least)
})
