/** A print fmt that is not understood; the message goes on from “The print fmt is not understood: ”. */
export class PrintFormatError extends Error {
  override readonly name = 'PrintFormatError'
}
