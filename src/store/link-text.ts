/**
 * Values as text for the address of a link: JSON in base64url, with the version of what it means in front. Infinity, which JSON does not have
 * and rates do, is written as a word that no setting uses.
 *
 *   1.eyJjcHVzIjoyfQ        or, as one writes it by hand:   {"cpus":2}
 */
import { RingsideError } from '../machine/ringside-error.ts'

const VERSION = '1'
const INFINITY = '∞'

export function toLinkText(value: unknown): string {
  return toLinkBytes(
    new TextEncoder().encode(JSON.stringify(value, (_, each: unknown) => (each === Infinity ? INFINITY : each))),
  )
}

/** Bytes in base64url, with the version in front. */
export function toLinkBytes(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return `${VERSION}.${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
}

/** @param what it is, for the error @returns a plain object @throws RingsideError bad-argument */
export function fromLinkText(text: string, what: string): Record<string, unknown> {
  const value = parse(text.startsWith('{') ? text : asText(fromLinkBytes(text, what), what), what)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(what)
  return value as Record<string, unknown>
}

/** @throws RingsideError bad-argument */
export function fromLinkBytes(text: string, what: string): Uint8Array<ArrayBuffer> {
  const [version, ...rest] = text.split('.')
  if (/^\d+$/.test(version ?? '') && version !== VERSION)
    throw new RingsideError('bad-argument', `The ${what} in the link is of version ${version}; this page knows 1.`)
  try {
    const binary = atob(rest.join('.').replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    throw broken(what)
  }
}

function asText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw broken(what)
  }
}

function parse(json: string, what: string): unknown {
  try {
    return JSON.parse(json, (_, each: unknown) => (each === INFINITY ? Infinity : each))
  } catch {
    throw broken(what)
  }
}

export function broken(what: string): RingsideError {
  return new RingsideError('bad-argument', `The ${what} in the link cannot be read: it was cut off or changed.`)
}
