import { useEffect, useRef, useState } from 'react'
import { linesOf, placesFrom } from '../../source-lines/places.ts'
import type { Place } from '../../source-lines/place.ts'
import { IN_THE_PAST } from '../controls/RecordingButtons.tsx'
import { PressButton } from '../PressButton.tsx'
import type { View } from '../view.ts'
import type { Run } from '../steps/ActorRow.tsx'
import { useSteps } from '../steps/use-steps.ts'
import { seatsByLine, standsOf } from './stands-of.ts'
import type { SourceStand } from './stands-of.ts'
import './source.css'

/** actors that the margin has room to name */
const MOST_SEATS = 2

/** The lines of the very function that is parked, as this page was built from them; and where all others stand. */
export function SourcePanel({ view }: { view: View }) {
  const run = useSteps(view)
  const [chosen, setChosen] = useState<number>()
  if (!run) return null
  const stands = standsOf(run)
  const { position, log } = run.recording
  const last = position > 0 ? log.seatOf(position) : undefined
  const seat = chosen ?? (last === undefined || last < 0 ? 0 : last)
  const stand = stands[Math.min(seat, run.cpus)] as SourceStand
  return (
    <section className="source" aria-label="Source">
      <h2 className="source-title">Source</h2>
      <div className="source-stands" role="group" aria-label="Where the actors stand">
        {stands.map((each) => (
          <StandButton
            key={each.seat}
            stand={each}
            cpus={run.cpus}
            isDown={statusOf(view, each.seat, run.cpus) === 'crashed'}
            pressed={each === stand}
            onClick={() => setChosen(each.seat === chosen ? undefined : each.seat)}
          />
        ))}
      </div>
      <Values stand={stand} cpus={run.cpus} />
      {stand.place && <Lines view={view} run={run} place={stand.place} stands={stands} />}
    </section>
  )
}

interface StandButtonProps {
  stand: SourceStand
  cpus: number
  /** it has crashed, or was killed */
  isDown: boolean
  pressed: boolean
  onClick: () => void
}

function statusOf({ session }: View, seat: number, cpus: number): string | undefined {
  const { readout } = session.store.getState()
  return (seat === cpus ? readout?.reader : readout?.cpus[seat])?.status
}

function StandButton({ stand: { seat, place, point }, cpus, isDown, pressed, onClick }: StandButtonProps) {
  // who has a point and no place has ended there
  const nowhere = isDown ? 'is dead' : point ? 'ended' : 'has not begun'
  return (
    <button type="button" className="source-stand" aria-pressed={pressed} onClick={onClick}>
      <b>{nameOf(seat, cpus)}</b>
      <span>{place ? place.functionName : nowhere}</span>
      <span className="source-stand-line">{place && `${fileOf(place)}:${place.line}`}</span>
    </button>
  )
}

function Values({ stand, cpus }: { stand: SourceStand; cpus: number }) {
  const { seat, point, values } = stand
  if (!point) return <p className="source-values">{nameOf(seat, cpus)} has not done anything yet.</p>
  return (
    <p className="source-values">
      {nameOf(seat, cpus)} at {point}
      {values.map(({ name, value }) => (
        <span key={name} className="source-value">
          {name} <b>{value}</b>
        </span>
      ))}
    </p>
  )
}

interface LinesProps {
  view: View
  run: Run
  place: Place
  stands: readonly SourceStand[]
}

function Lines({ view, run, place, stands }: LinesProps) {
  const here = seatsByLine(stands, place.file)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const lines = list.current
    const current = lines?.children[place.line - place.from] as HTMLElement | undefined
    if (lines && current) lines.scrollTop = current.offsetTop - lines.clientHeight / 2
  }, [place])
  const until = (line: number): void =>
    void view.session.stepping.runUntilLine({ file: place.file, line }).catch(view.session.report)
  return (
    <>
      <p className="source-file">
        src/{place.file} · {place.functionName}
      </p>
      <ol ref={list} className="source-lines" aria-label={`Lines of ${place.functionName}`} tabIndex={0}>
        {linesOf(place).map((text, index) => {
          const line = place.from + index
          const seats = here.get(line) ?? []
          const isStop = placesFrom(place.file, line)[0]?.line === line
          return (
            <li
              key={line}
              className="source-line"
              data-current={line === place.line}
              aria-current={line === place.line ? 'step' : undefined}
            >
              <span className="source-seats">
                {seats.slice(0, seats.length > MOST_SEATS ? 1 : MOST_SEATS).map((seat) => (
                  <b key={seat} title={`${nameOf(seat, run.cpus)} stands here`}>
                    {seat === run.cpus ? 'R' : seat}
                  </b>
                ))}
                {seats.length > MOST_SEATS && (
                  <b title={`${seats.map((seat) => nameOf(seat, run.cpus)).join(', ')} stand here`}>
                    +{seats.length - 1}
                  </b>
                )}
              </span>
              {isStop ? (
                <PressButton
                  className="source-number"
                  aria-label={`Run until line ${line}`}
                  title={run.isLive ? 'Run until an actor arrives at this line' : IN_THE_PAST}
                  off={!run.isLive}
                  onPress={() => until(line)}
                >
                  {line}
                </PressButton>
              ) : (
                <span className="source-number">{line}</span>
              )}
              <code>{text}</code>
            </li>
          )
        })}
      </ol>
    </>
  )
}

function nameOf(seat: number, cpus: number): string {
  return seat === cpus ? 'Reader' : `CPU ${seat}`
}

function fileOf({ file }: Place): string {
  return file.slice(file.lastIndexOf('/') + 1)
}
