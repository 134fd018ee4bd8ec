/** The static ids of the tracers' events. 1 and 2 are in every machine: `steady` and `irq` (events/). */
export const TracerType = {
  function: 10,
  irqsOff: 20,
  irqsOn: 21,
  schedSwitch: 30,
  schedWakeup: 31,
  irqHandlerEntry: 40,
  irqHandlerExit: 41,
  mark: 50,
} as const
