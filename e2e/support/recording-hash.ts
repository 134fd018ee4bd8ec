/**
 * SHA-256 of a saved recording, in hex: of its configuration, the memory before the first op, all ops with the words that each changed, all decisions, and
 * what was read. gzip is undone first: hosts may compress differently.
 *
 * The page gets this function as text: it uses nothing from outside of itself.
 */
export async function recordingHash(file: Blob): Promise<string> {
  const bytes = await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
