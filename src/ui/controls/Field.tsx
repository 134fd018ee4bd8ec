import { useId } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { MachineConfig } from '../../machine/machine-config.ts'
import type { View } from '../view.ts'
import { configureAndGoOn } from './configure.ts'
import { hintOf } from './setting-words.ts'

export interface FieldParts {
  readonly id: string
  /** for aria-describedby and aria-invalid of the control */
  readonly describedBy: string
  readonly invalid: boolean
}

interface FieldProps {
  view: View
  setting: keyof MachineConfig
  label: string
  /** limits, and when a change applies; default: as setting-words.ts says */
  hint?: string
  /** false where another field of the same setting shows its problems */
  showProblems?: boolean
  /** what is wrong with the text that stands in it, which the machine was not asked about */
  wrong?: string | undefined
  children: (parts: FieldParts) => ReactNode
}

/** A labelled control with what is wrong about it beside it. */
export function Field({ view, setting, label, hint, showProblems = true, wrong, children }: FieldProps) {
  const id = useId()
  const problems = useStore(
    view.session.store,
    useShallow((state) => state.problems.filter((problem) => problem.setting === setting)),
  )
  const usual = useStore(view.session.store, (state) => hintOf(setting, state.config))
  const problem = wrong ?? (showProblems ? problems.at(-1)?.message : undefined)
  const shown = problem !== undefined
  return (
    <div className="field" data-invalid={shown}>
      <div className="field-line">
        <label htmlFor={id}>{label}</label>
        <span className="field-control">
          {children({ id, describedBy: shown ? `${id}-problem` : `${id}-hint`, invalid: shown })}
        </span>
      </div>
      <span className="field-hint" id={`${id}-hint`}>
        {hint ?? usual}
      </span>
      {shown && (
        <p className="field-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

/** What was refused is in the store's problems; the control goes on showing it until it is put right. */
export async function tryConfigure(view: View, patch: Partial<MachineConfig>): Promise<boolean> {
  return configureAndGoOn(view, patch).then(
    () => true,
    () => false,
  )
}

/** Takes the problems of a setting off again, for one who gave up the change. */
export function dismissProblems({ session }: View, setting: keyof MachineConfig): void {
  for (const problem of session.store.getState().problems) if (problem.setting === setting) session.dismiss(problem.id)
}
