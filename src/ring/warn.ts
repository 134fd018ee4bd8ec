/**
 * What the patch says with WARN_ON: something is wrong with the call, and the ring goes on. Here it is one sentence for whoever looks at the page.
 * Not for the write path: a warning may allocate.
 */
export type Warn = (text: string) => void

export const noWarn: Warn = () => {}
