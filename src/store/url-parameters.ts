/** The parameters of the page's address: what they ask for, and, as sentences, what of them cannot be followed. */
import type { MachineConfig } from '../machine/machine-config.ts'
import { toRingsideError } from './problems.ts'
import { fromLinkText } from './link-text.ts'
import type { ViewParts } from './link.ts'

const THEMES = ['dark', 'light', 'system']
/** named by the contract, and not followed in this release */
const NOT_YET = ['lesson', 'op', 'embed']

export interface UrlParameters {
  /** not yet checked: a machine that cannot be is refused as any other */
  readonly config: Partial<MachineConfig>
  readonly view: ViewParts
  readonly problems: readonly string[]
}

export const NOTHING_ASKED: UrlParameters = { config: {}, view: {}, problems: [] }

export function readUrl(search: string): UrlParameters {
  const problems: string[] = []
  const parts: { config: object; view: ViewParts } = { config: {}, view: {} }
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === 'config' || name === 'view') {
      try {
        parts[name] = fromLinkText(value, name === 'config' ? 'configuration' : 'view')
      } catch (error) {
        problems.push(toRingsideError(error).message)
      }
    } else problems.push(...problemOf(name, value))
  }
  return { ...parts, problems }
}

function problemOf(name: string, value: string): string[] {
  if (name === 'theme') {
    return THEMES.includes(value) ? [] : [`The address asks for a theme '${value}'; there are ${THEMES.join(', ')}.`]
  }
  if (NOT_YET.includes(name)) return [`The address asks for '${name}', which is not in this release yet.`]
  return [`The address has a parameter '${name}' that this page does not know.`]
}
