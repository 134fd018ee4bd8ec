export type RingsideErrorCode =
  | 'invalid-config'
  | 'bad-cpu'
  | 'bad-page'
  | 'bad-argument'
  | 'invalid-type'
  | 'not-disabled'
  | 'no-snapshot'
  | 'iterator-open'
  | 'would-block'
  | 'crashed'
  | 'not-stepping'
  | 'not-live'
  | 'not-isolated'
  | 'bad-file'
  | 'timeout'
  | 'unsupported'

/** Every rejection of the public contract: a code, and a sentence that a person can act on. */
export class RingsideError extends Error {
  override readonly name = 'RingsideError'
  constructor(
    readonly code: RingsideErrorCode,
    message: string,
  ) {
    super(message)
  }
}
