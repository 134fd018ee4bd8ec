/** Something that is read again when it has changed: one read at a time, and none sooner than a period after the one before began. */
export class PacedReads {
  private busy = false
  private asked = false

  /** @param read must not reject */
  constructor(
    private readonly read: () => Promise<void>,
    private readonly periodMs: number,
  ) {}

  /** At once, or as soon as it may be; what is asked for meanwhile becomes one read. */
  ask(): void {
    if (this.busy) this.asked = true
    else void this.run()
  }

  /** What waits is not read any more. */
  stop(): void {
    this.asked = false
  }

  private async run(): Promise<void> {
    this.busy = true
    const period = new Promise((resolve) => setTimeout(resolve, this.periodMs))
    await Promise.all([this.read(), period])
    this.busy = false
    if (!this.asked) return
    this.asked = false
    this.ask()
  }
}
