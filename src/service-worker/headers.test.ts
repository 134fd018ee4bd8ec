import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy, isolate, isolation } from './headers.ts'

describe('isolate', () => {
  test('adds what is missing and keeps status, text, headers and body', async () => {
    const response = new Response('body { }', {
      status: 203,
      statusText: 'Mostly',
      headers: { 'Content-Type': 'text/css' },
    })
    const isolated = isolate(response)
    expect(isolated.status).toBe(203)
    expect(isolated.statusText).toBe('Mostly')
    expect(Object.fromEntries(isolated.headers)).toEqual({ 'content-type': 'text/css', ...lowerCase(isolation) })
    expect(await isolated.text()).toBe('body { }')
  })

  test('what the host sends stays', () => {
    const isolated = isolate(new Response('', { headers: { 'Cross-Origin-Embedder-Policy': 'credentialless' } }))
    expect(isolated.headers.get('Cross-Origin-Embedder-Policy')).toBe('credentialless')
    expect(isolated.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
  })

  test('a response that has them all, a redirect and an opaque one are handed on as they are', () => {
    const complete = new Response('', { headers: { ...isolation } })
    expect(isolate(complete)).toBe(complete)
    const opaque = Response.error()
    expect(isolate(opaque)).toBe(opaque)
  })

  test('a response without a body', () => {
    expect(isolate(new Response(null, { status: 204 })).status).toBe(204)
  })
})

describe('public/_headers', () => {
  const rules = readRules(readFileSync(new URL('../../public/_headers', import.meta.url), 'utf8'))

  test('sends every file what vite preview sends', () => {
    expect(rules.get('/*')).toEqual({ ...isolation, 'Content-Security-Policy': contentSecurityPolicy })
  })

  test('assets are kept for ever, the page and the service worker are asked for each time', () => {
    expect(rules.get('/assets/*')).toEqual({ 'Cache-Control': 'public, max-age=31536000, immutable' })
    for (const path of ['/', '/index.html', '/service-worker.js'])
      expect(rules.get(path)).toEqual({ 'Cache-Control': 'no-cache' })
    expect(rules.size).toBe(5)
  })
})

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** A line that is not indented is a path, the indented ones below it are its headers. */
function readRules(text: string): Map<string, Record<string, string>> {
  const rules = new Map<string, Record<string, string>>()
  let headers: Record<string, string> = {}
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    if (!line.startsWith(' ')) rules.set(line, (headers = {}))
    const [, name, value] = /^ +([\w-]+): (.+)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) headers[name] = value
  }
  return rules
}
