/** The headers that the page needs, for every server: vite's, the service worker, and `public/_headers` for hosts that read it. */

/** SharedArrayBuffer, where the rings live, exists only in a cross-origin isolated page: these headers isolate it. */
export const isolation: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ')

/** @returns the same response with those of the isolation headers that its host did not send */
export function isolate(response: Response): Response {
  const missing = Object.entries(isolation).filter(([name]) => !response.headers.has(name))
  // Status 0 is a redirect that the browser follows itself, or opaque: neither can be copied.
  if (missing.length === 0 || response.status === 0) return response
  const { body, status, statusText } = response
  return new Response(body, { status, statusText, headers: [...response.headers, ...missing] })
}
