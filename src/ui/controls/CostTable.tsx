import { useStore } from 'zustand'
import { MAX_RING_PAGES } from '../../machine/machine-config.ts'
import type { MachineConfig } from '../../machine/machine-config.ts'
import { formatBytes, formatCount } from '../numbers.ts'
import type { View } from '../view.ts'
import { costsOf, samplePages } from './costs.ts'
import type { Costs } from './costs.ts'

/** What the rings of these settings take, and what they hold. */
export function CostTable({ view }: { view: View }) {
  const { store, captures } = view.session
  const config = useStore(store, (state) => state.config)
  const rates = useStore(store, (state) => state.rates)
  // as often as numbers are read out, what the captures show is looked at again
  useStore(store, (state) => state.readout)
  const costs = costsOf(
    config,
    samplePages(config.cpus, (cpu) => captures.latest(cpu)),
    rates,
  )
  return (
    <>
      <dl className="costs" aria-label="What it costs">
        <Cost name="memory" value={memoryWords(config, costs)} />
        <Cost name="an event" value={`${Math.round(costs.eventBytes)} B ${costs.isMeasured ? 'so far' : 'usually'}`} />
        <Cost name="a page holds" value={countOf(costs.eventsPerPage)} />
        <Cost name="padding" value={`${Math.round(100 * costs.wasted)} % of a page`} />
        <Cost name="a ring holds" value={`${formatCount(costs.eventsPerCpu)} events`} />
        <Cost name={config.overwrite ? 'wraps after' : 'full after'} value={wrapWords(costs)} />
      </dl>
      <MemoryBar costs={costs} />
    </>
  )
}

function Cost({ name, value }: { name: string; value: string }) {
  return (
    <div className="cost">
      <dt>{name}</dt>
      <dd data-cost={name}>{value}</dd>
    </div>
  )
}

/** per CPU × CPUs × 2 with snapshots */
function memoryWords({ cpus, snapshot }: MachineConfig, { perCpu, bytes }: Costs): string {
  return `${formatBytes(perCpu)} × ${cpus}${snapshot ? ' × 2' : ''} = ${formatBytes(bytes)}`
}

function countOf(events: number): string {
  return `${events < 10 ? events.toFixed(1) : formatCount(Math.round(events))} events`
}

export function wrapWords({ wraps }: Costs): string {
  if (!wraps) return 'never at this rate'
  const { cpu, seconds } = wraps
  return `${durationWords(seconds)}, CPU ${cpu}`
}

/** rough: rates go up and down */
function durationWords(seconds: number): string {
  if (seconds < 0.001) return `${Number((seconds * 1e6).toPrecision(2))} µs`
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(2))} ms`
  if (seconds < 100) return `${Number(seconds.toPrecision(2))} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${formatCount(Math.round(seconds / 3600))} h`
}

/** By powers of two, from 256 bytes up to the limit: on an even scale all but the largest machines would look like nothing. */
const OCTAVES = 23

function MemoryBar({ costs }: { costs: Costs }) {
  const percent = Math.round(100 * Math.min(1, Math.max(0, 1 + Math.log2(costs.ofLimit) / OCTAVES)))
  const words = `${formatBytes(costs.bytes)} of 2 GiB, ${formatCount(costs.pages)} of ${formatCount(MAX_RING_PAGES)} pages`
  return (
    <div className="memory">
      <div
        className="memory-bar"
        role="meter"
        aria-label="Memory of the rings"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words}
      >
        <div className="memory-bar-taken" style={{ width: `${percent}%` }} />
      </div>
      <p className="control-note">{words}</p>
    </div>
  )
}
