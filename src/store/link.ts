/** A link: the page's address with the configuration, as far as it differs from the default, and with what is shown. */
import { BUNDLED_TRACE, DEFAULT_CONFIG } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { toLinkText } from './link-text.ts'

export interface Link {
  readonly url: string
  /** what cannot go into a link, as sentences */
  readonly missing: readonly string[]
}

/** What is shown, by the name of who shows it; plain values. Empty parts are left out. */
export type ViewParts = Readonly<Record<string, unknown>>

/** @param address of this page; other parameters of it are kept */
export function makeLink(address: string, config: MachineConfig, view: ViewParts): Link {
  const url = new URL(address)
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
  return { url: url.href, missing }
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
