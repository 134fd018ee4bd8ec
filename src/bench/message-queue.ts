/** What a worker has posted, in order, for one who awaits it. */
export class MessageQueue {
  private readonly messages: unknown[] = []
  private failure: unknown
  private wake = (): void => {}

  add(message: unknown): void {
    this.messages.push(message)
    this.wake()
  }
  fail(failure: unknown): void {
    this.failure = failure
    this.wake()
  }

  async next(): Promise<unknown> {
    for (;;) {
      if (this.failure) throw this.failure
      if (this.messages.length > 0) return this.messages.shift()
      await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }
}
