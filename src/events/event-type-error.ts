/** An event that cannot be registered as it is described, with a sentence that a person can act on. */
export class EventTypeError extends Error {
  override readonly name = 'EventTypeError'
  readonly code = 'invalid-type'
}
