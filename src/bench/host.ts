/** Where cases run: Node, Chromium, or a program of C. */
export interface Host {
  readonly name: string
  /** its version, for the table */
  readonly version: string
  /** @returns undefined where the host has no such case */
  gather(name: string): Promise<Contestant | undefined>
  close(): Promise<void>
}

export interface Contestant {
  /** @returns nanoseconds of an operation */
  turn(): Promise<number>
  end(): void | Promise<void>
}
