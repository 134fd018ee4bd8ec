import type { EventTypeInfo } from './event-type.ts'

/** The event that the handler of an interrupt writes. Its body of 12 bytes needs no rounding. */
export const IRQ_TYPE = 2
export const IRQ_BYTES = 12

/** The lines on which interrupts come, as /proc/interrupts of a PC names them. */
export const IRQ_LINES: readonly { readonly irq: number; readonly name: string }[] = [
  { irq: 0, name: 'timer' },
  { irq: 1, name: 'i8042' },
  { irq: 16, name: 'ehci_hcd:usb1' },
  { irq: 19, name: 'ahci' },
  { irq: 27, name: 'eth0' },
]

const NAMES = IRQ_LINES.map(({ irq, name }) => `{ ${irq}, "${name}" }`).join(', ')

export const IRQ_EVENT: EventTypeInfo = {
  id: IRQ_TYPE,
  name: 'irq',
  fields: [
    'field:u32 irq; offset:0; size:4; signed:0;',
    'field:u32 seq; offset:4; size:4; signed:0;',
    'field:u8 depth; offset:8; size:1; signed:0;',
  ],
  print: `"irq=%u name=%s seq=%u depth=%u", REC->irq, __print_symbolic(REC->irq, ${NAMES}), REC->seq, REC->depth`,
  length: IRQ_BYTES,
}
