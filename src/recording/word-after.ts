import type { Recording } from './recording.ts'

/** A word of the rings' memory as it was after an op: that of the image, less what other ops between have done. @param at Int32 index */
export function wordAfter({ image, log, position }: Recording, op: number, at: number): number {
  let word = image.i32[at] as number
  for (let later = position; later > op; later--)
    log.forEachChange(later, (changed, before) => changed === at && (word = before))
  for (let later = position + 1; later <= op; later++)
    log.forEachChange(later, (changed, _, after) => changed === at && (word = after))
  return word
}
