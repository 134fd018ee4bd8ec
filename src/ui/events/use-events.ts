import { useSyncExternalStore } from 'react'
import type { EventsModel } from './events-model.ts'

/** Draws a component again when what it can see of the list has changed. */
export function useEvents(model: EventsModel): void {
  useSyncExternalStore(model.subscribe, () => model.version)
}
