import { useStore } from 'zustand'
import type { View } from '../view.ts'

/** The run of a machine in step mode, anew whenever it has moved; undefined: the machine runs live. */
export function useSteps({ session }: View) {
  useStore(session.store, (state) => state.readout)
  return session.stepping.run
}
