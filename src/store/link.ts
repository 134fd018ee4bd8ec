/** A link: the page's address with the configuration, as far as it differs from the default, and with what is shown. */
import { BUNDLED_TRACE, DEFAULT_CONFIG } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { toLinkBytes, toLinkText } from './link-text.ts'

export interface Link {
  readonly url: string
  /** what cannot go into a link, as sentences */
  readonly missing: readonly string[]
}

/** What is shown, by the name of who shows it; plain values. Empty parts are left out. */
export type ViewParts = Readonly<Record<string, unknown>>

/** What was stepped: as url-parameters.ts reads it. */
export interface StepParts {
  /** undefined: it began live, with rings that no schedule leads to */
  readonly schedule: Uint8Array | undefined
  readonly recording: Uint8Array
  /** undefined: there is one only */
  readonly branch: string | undefined
  readonly op: number
  /** of the memory at that op, if it is shown: whoever follows the steps compares it */
  readonly sum: string | undefined
  /** ops of that branch */
  readonly length: number
}

/** characters that every program passes on as a link */
const SAFE_LENGTH = 2000
/** and those that a browser takes in its address line at most */
const MAX_LENGTH = 8000
const STEP_NAMES = ['schedule', 'recording', 'branch', 'op', 'sum']
/** asked once, when the page was opened; it is no part of what is shown later */
const ASKED_ONCE = ['debate', 'embed', 'lesson', 'part', 'worksheet']

/** A part of a lesson, which makes its machine itself. */
export interface LessonPlace {
  /** its id, or the path of its file; undefined: a file of the visitor's */
  readonly name: string | undefined
  /** index */
  readonly part: number
  /** of a challenge: the steps up to there are the proof */
  readonly won: Won | undefined
}

/** Where a challenge was won. */
export interface Won {
  readonly branch: string
  readonly op: number
}

/** @param address of this page; other parameters of it are kept */
export function makeLink(address: string, config: MachineConfig, view: ViewParts, steps?: StepParts): Link {
  const url = bareUrl(address)
  const { workload } = config
  const isOpened = workload.kind === 'trace' && workload.source !== BUNDLED_TRACE
  const changed = differences(isOpened ? { ...config, workload: DEFAULT_CONFIG.workload } : config)
  setPart(url, 'config', changed)
  setPart(url, 'view', view)
  const missing = isOpened
    ? [
        `The trace '${workload.source}' was opened from a file: send the file too. The link starts with the bundled trace.`,
      ]
    : []
  if (steps) missing.push(...addSteps(url, steps))
  return { url: url.href, missing }
}

/** @param steps what was done in it so far */
export function makeLessonLink(address: string, { name, part, won }: LessonPlace, steps?: StepParts): Link {
  const url = bareUrl(address)
  for (const each of ['config', 'view']) url.searchParams.delete(each)
  if (name === undefined)
    return { url: url.href, missing: ['This lesson is a file of yours: send the file, which the page opens.'] }
  url.searchParams.set('lesson', name)
  url.searchParams.set('part', String(part + 1))
  const missing = won && steps ? addSteps(url, steps) : []
  // nothing is proved by what was merely written down
  url.searchParams.delete('recording')
  return { url: url.href, missing: url.searchParams.has('schedule') ? [] : missing }
}

function bareUrl(address: string): URL {
  const url = new URL(address)
  for (const name of [...STEP_NAMES, ...ASKED_ONCE]) url.searchParams.delete(name)
  return url
}

/** The recording goes along where the link stays short: with it the steps are seen where no thread can be parked. @returns what is missing */
function addSteps(url: URL, { schedule, recording, branch, op, sum, length }: StepParts): string[] {
  if (!schedule) return ['What was recorded live does not go into a link: save the recording as a file and send that.']
  const short = new URL(url)
  url.searchParams.set('schedule', toLinkBytes(schedule))
  if (branch !== undefined) url.searchParams.set('branch', branch)
  if (op !== length) url.searchParams.set('op', String(op))
  if (sum !== undefined) url.searchParams.set('sum', sum)
  if (url.href.length > MAX_LENGTH) {
    url.href = short.href
    return [`The ${length} steps are too many for a link: save the recording as a file and send that.`]
  }
  url.searchParams.set('recording', toLinkBytes(recording))
  if (url.href.length <= SAFE_LENGTH) return []
  url.searchParams.delete('recording')
  return ['Where no thread can be parked, the steps cannot be seen by this link: there, open a saved recording.']
}

/** What of a configuration is not the default. */
export function differences(config: MachineConfig): Partial<MachineConfig> {
  const isChanged = ([name, value]: [string, unknown]): boolean =>
    toLinkText(value) !== toLinkText(DEFAULT_CONFIG[name as keyof MachineConfig])
  return Object.fromEntries(Object.entries(config).filter(isChanged))
}

function setPart(url: URL, name: string, part: object): void {
  if (Object.keys(part).length > 0) url.searchParams.set(name, toLinkText(part))
  else url.searchParams.delete(name)
}
