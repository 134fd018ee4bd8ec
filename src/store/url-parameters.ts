/** The parameters of the page's address: what they ask for, and, as sentences, what of them cannot be followed. */
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import { toRingsideError } from './problems.ts'
import { fromLinkBytes, fromLinkText } from './link-text.ts'
import type { ViewParts } from './link.ts'

const THEMES = ['dark', 'light', 'system']

export interface UrlParameters {
  /** not yet checked: a machine that cannot be is refused as any other */
  readonly config: Partial<MachineConfig>
  readonly view: ViewParts
  readonly steps: AskedSteps
  /** its id, or the path of its file; not yet checked */
  readonly lesson?: string
  /** of the lesson, from 0 on */
  readonly part?: number
  /** a lesson on paper, by its id; not yet checked */
  readonly worksheet?: string
  /** one figure of a lesson for another page */
  readonly embed?: true
  /** a point of the debate, by its id; not yet checked */
  readonly debate?: string
  readonly problems: readonly string[]
}

/** Of a stepped machine; not yet checked. */
export interface AskedSteps {
  /** as schedule.ts writes it */
  readonly schedule?: Uint8Array<ArrayBuffer>
  /** the same steps as a recording: where nobody can be parked, it is shown instead */
  readonly recording?: Uint8Array<ArrayBuffer>
  /** the branch that is shown, and the op in it; without, the last */
  readonly branch?: string
  readonly op?: number
  /** of the memory there, as memory-sum.ts makes it */
  readonly sum?: string
}

export const NOTHING_ASKED: UrlParameters = { config: {}, view: {}, steps: {}, problems: [] }

export function readUrl(search: string): UrlParameters {
  const problems: string[] = []
  const parts: { config: object; view: ViewParts } = { config: {}, view: {} }
  let steps: AskedSteps = {}
  let lesson: string | undefined
  let part: number | undefined
  let embed = false
  let worksheet: string | undefined
  let debate: string | undefined
  for (const [name, value] of new URLSearchParams(search)) {
    try {
      if (name === 'config') parts.config = fromLinkText(value, 'configuration')
      else if (name === 'view') parts.view = fromLinkText(value, 'view')
      else if (name === 'lesson') lesson = value
      else if (name === 'part') part = readPart(value)
      else if (name === 'worksheet') worksheet = value
      else if (name === 'embed') embed = value !== '0'
      else if (name === 'debate') debate = value
      else if (Object.hasOwn(STEPS, name)) steps = { ...steps, [name]: STEPS[name as keyof AskedSteps](value) }
      else problems.push(...problemOf(name, value))
    } catch (error) {
      problems.push(toRingsideError(error).message)
    }
  }
  if (steps.schedule && lesson === undefined && Object.keys(parts.config).length === 0)
    problems.push('The address has steps, but not the machine that they were done on: a part of it is missing.')
  if (lesson === undefined && (embed || part !== undefined))
    problems.push(`The address asks for ${embed ? 'a figure' : 'a part'} of a lesson, but names none: add lesson=….`)
  const asked = {
    ...(lesson !== undefined && { lesson }),
    ...(part !== undefined && { part }),
    ...(embed && { embed }),
    ...(worksheet !== undefined && { worksheet }),
    ...(debate !== undefined && { debate }),
  }
  return { ...parts, steps, ...asked, problems }
}

const STEPS: { [Name in keyof AskedSteps]-?: (value: string) => NonNullable<AskedSteps[Name]> } = {
  schedule: (value) => fromLinkBytes(value, 'schedule'),
  recording: (value) => fromLinkBytes(value, 'recording'),
  branch: (value) => value,
  sum: (value) => value,
  op: (value) => {
    if (/^\d{1,9}$/.test(value)) return Number(value)
    throw new RingsideError('bad-argument', `The address asks for the op '${value}', which is no number.`)
  },
}

function readPart(value: string): number {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value) - 1
  throw new RingsideError('bad-argument', `The address asks for the part '${value}' of a lesson: they count from 1.`)
}

function problemOf(name: string, value: string): string[] {
  if (name === 'theme') {
    return THEMES.includes(value) ? [] : [`The address asks for a theme '${value}'; there are ${THEMES.join(', ')}.`]
  }
  return [`The address has a parameter '${name}' that this page does not know.`]
}
