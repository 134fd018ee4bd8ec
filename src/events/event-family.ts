/** Families of events, by which they are coloured. */
export type EventFamily = 'sched' | 'irq' | 'timer' | 'syscall' | 'user' | 'io' | 'other'

/** The first that fits decides. Names are those of the kernel's trace events, and of the marks that people write. */
const FAMILIES: readonly (readonly [EventFamily, RegExp])[] = [
  ['sched', /^sched_/],
  ['timer', /^(?:timer_|hrtimer_|itimer_|tick_|alarmtimer_)/],
  ['irq', /^(?:irq|softirq_|tasklet_|ipi_|preemptirq_|local_timer_|reschedule_|call_function_|thermal_apic_)/],
  ['syscall', /^(?:sys_|syscall|raw_sys)/],
  ['user', /^(?:print$|bprint$|bputs$|raw_data$|user_|tracing_mark_write$|mark$)/],
  ['io', /^(?:block_|ext[234]_|xfs_|btrfs_|f2fs_|jbd2_|nvme_|scsi_|writeback_|iomap_|filemap_|mmc_|ufshcd_|io_uring_)/],
]

export function familyOf(eventName: string): EventFamily {
  return FAMILIES.find(([, names]) => names.test(eventName))?.[0] ?? 'other'
}
