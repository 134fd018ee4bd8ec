/** A real thread for a test, which runs `run(data, post)` of a module beside this file. */
import { Worker } from 'node:worker_threads'
import { bundle } from './bundle.ts'

export class TestThread<Message> {
  private readonly messages: Message[] = []
  private failure: Error | undefined
  private wake = (): void => {}

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: Message) => {
      this.messages.push(message)
      this.wake()
    })
    worker.on('error', (error) => {
      this.failure = error
      this.wake()
    })
  }

  /** @param module file name of the module that is run. When it is booted, the thread needs nothing more of this one, which may block. */
  static async boot<Message>(module: string): Promise<TestThread<Message>> {
    const workerData = await bundle(module)
    const execArgv = ['--enable-source-maps']
    const thread = new TestThread<Message>(
      new Worker(new URL('./thread.mjs', import.meta.url), { workerData, execArgv }),
    )
    await thread.next() // 'booted'
    return thread
  }

  /** @param data shared memory and plain values */
  start(data: object): void {
    this.worker.postMessage(data)
  }

  /** The thread's next message. @throws what the thread threw */
  async next(): Promise<Message> {
    for (;;) {
      if (this.failure) throw this.failure
      const message = this.messages.shift()
      if (message !== undefined) return message
      await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }

  async terminate(): Promise<void> {
    await this.worker.terminate()
  }
}
