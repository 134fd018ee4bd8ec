import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'

const README = 'README.md'
const BEGIN = '<!-- npm run bench -- --readme -->'
const END = '<!-- end of bench -->'

/** Puts the tables between the two marks of the README. */
export async function writeReadme(tables: string): Promise<void> {
  const text = readFileSync(README, 'utf8')
  const begin = text.indexOf(BEGIN)
  const end = text.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`${README} has no place for the tables: ${BEGIN} … ${END}`)
  const whole = `${text.slice(0, begin)}${BEGIN}\n\n${tables}\n\n${text.slice(end)}`
  writeFileSync(README, await format(whole, { ...(await resolveConfig(README)), parser: 'markdown' }))
}
