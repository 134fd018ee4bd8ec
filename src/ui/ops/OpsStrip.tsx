import { useRef } from 'react'
import type { PointerEvent } from 'react'
import { keysLabel, runCommand } from '../commands/command.ts'
import type { Command } from '../commands/command.ts'
import { PressButton } from '../PressButton.tsx'
import { MOVES } from '../steps/steps-commands.ts'
import { useSteps } from '../steps/use-steps.ts'
import { usePainter } from '../use-painter.ts'
import { useSize } from '../use-size.ts'
import type { View } from '../view.ts'
import { drawOps } from './ops-draw.ts'
import { opAt, opsLayout, stripHeight } from './ops-layout.ts'
import './ops.css'

/** Every op so far: what was lost, who interrupted and who waited; and around the op that is shown, who did what. */
export function OpsStrip({ view }: { view: View }) {
  const run = useSteps(view)
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useSize(canvas)
  const { stepping } = view.session
  const layoutNow = () => {
    const { position = 0, length = 0 } = stepping.run?.recording ?? {}
    return opsLayout(size.width, position, length)
  }
  usePainter(view, canvas, size, {
    key: () => [stepping.run?.recording.version, stepping.run?.branches.current.id],
    paint: (brush) => {
      const { run: now } = stepping
      if (!now) return false
      const { log, position } = now.recording
      drawOps(brush, { log, position, cpus: now.cpus, layout: layoutNow() })
      return false
    },
  })
  if (!run) return null
  const { length } = run.recording
  const seek = (event: PointerEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const op = opAt(layoutNow(), event.clientX - box.left, event.clientY - box.top, length)
    if (op !== stepping.run?.recording.position) void stepping.seek(op).catch(view.session.report)
  }
  return (
    <section className="ops" aria-label="Ops" data-keys="steps">
      <div className="ops-head">
        <h2>Ops</h2>
        <div className="ops-moves" role="group" aria-label="Go to">
          {MOVES.map(({ name, previous, next }) => (
            <span className="ops-move" key={name}>
              <MoveButton view={view} command={previous} sign="‹" />
              {name}
              <MoveButton view={view} command={next} sign="›" />
            </span>
          ))}
        </div>
      </div>
      <canvas
        ref={canvas}
        className="ops-canvas"
        style={{ height: stripHeight(run.cpus + 1) }}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          seek(event)
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) seek(event)
        }}
      />
    </section>
  )
}

function MoveButton({ view, command, sign }: { view: View; command: Command; sign: string }) {
  return (
    <PressButton
      className="button button-small"
      aria-label={command.title}
      title={`${command.title} (${keysLabel(command)})`}
      off={command.enabled?.(view) === false}
      onPress={() => runCommand(command, view)}
    >
      {sign}
    </PressButton>
  )
}
