/**
 * Buffers by name, as ring_buffer_alloc, _free and _rename keep them: several at once, each with its rings, its flags and its print function.
 * A name would be a directory below debugfs' `tracing/buffers`, so it is one file name, and there is one buffer of it.
 *
 * A buffer gets another size as the mail gives it one, and where there is no memory for both the old one stays:
 *
 *   alloc('trace.new') · free('trace') · rename('trace.new', 'trace')
 *
 * The mail never puts a buffer on its own ring_buffer_list: only debugfs then refuses a name twice. And its free forgets the snapshot's rings.
 * Here a buffer is listed as soon as it is whole, and all its rings are one memory, which goes with the last thread that looks at it.
 */
import { printHex } from './print-func.ts'
import type { PrintFunc } from './print-func.ts'
import { allocateRfcBuffer, RFC_PAGE_SIZE, rfcOptions } from './rfc/buffer.ts'
import type { RfcBuffer, RfcOptions } from './rfc/buffer.ts'
import { RingError } from './trace-buffer.ts'
import { noWarn } from './warn.ts'
import type { Warn } from './warn.ts'

/** bytes of UTF-8; the mail's vsnprintf cuts behind them */
const MAX_NAME_BYTES = 255

export interface AllocArguments {
  /** what is behind 255 bytes is cut off */
  readonly name: string
  /** bytes per CPU, rounded up to pages, two at least */
  readonly size: number
  /** RB_FL_OVERWRITE, RB_FL_SNAPSHOT */
  readonly flags: number
  /** possible CPUs: each has its ring from the beginning, whenever its writer comes online */
  readonly cpus: number
  /** bytes; one above the page size is refused, any other is replaced by the page size */
  readonly maxEventSize?: number
  /** for events whose type has none; NULL in the mail: their bytes */
  readonly printFunc?: PrintFunc
  /** bytes; the mail knows 4096 only */
  readonly pageSize?: number
  /** true: the patch with its bugs */
  readonly asPosted?: boolean
  /** true: other threads use it too */
  readonly shared?: boolean
}

export interface NamedBuffer {
  readonly buffer: RfcBuffer
  readonly printFunc: PrintFunc
}

export class TraceBuffers {
  private readonly byName = new Map<string, NamedBuffer>()

  /** @param warn where WARN_ON is seen */
  constructor(private readonly warn: Warn = noWarn) {}

  /** As a directory lists them. */
  get names(): readonly string[] {
    return [...this.byName.keys()].sort()
  }

  get(name: string): NamedBuffer | undefined {
    return this.byName.get(name)
  }

  /**
   * ring_buffer_alloc. Nothing is left behind where it throws; the mail gives NULL for every reason.
   * @throws RingError bad-argument: the name is taken (-EBUSY) or no name of a directory; invalid-config: max_event_size, size 0, no CPU, no memory
   */
  alloc(given: AllocArguments): NamedBuffer {
    const options = this.optionsOf(given)
    const name = this.freeName(given.name)
    const named = { buffer: allocate(options, given.shared ?? false), printFunc: given.printFunc ?? printHex }
    this.byName.set(name, named)
    return named
  }

  /** ring_buffer_free. A thread that still has the buffer keeps its memory, and nobody finds it by name. @throws RingError bad-argument */
  free(name: string): void {
    this.require(name)
    this.byName.delete(name)
  }

  /**
   * ring_buffer_rename.
   * @throws RingError bad-argument: there is no such buffer, or the new name is taken, be it by this buffer: a directory cannot be moved onto one
   * that is there. The old name stays.
   */
  rename(name: string, newName: string): void {
    const named = this.require(name)
    const free = this.freeName(newName)
    this.byName.delete(name)
    this.byName.set(free, named)
  }

  private optionsOf(given: AllocArguments): RfcOptions {
    const { size, flags, cpus, maxEventSize = 0, asPosted = false, pageSize = RFC_PAGE_SIZE } = given
    if (maxEventSize > pageSize)
      this.warn(`ring_buffer_alloc: max_event_size ${maxEventSize} is above the page size ${pageSize}.`)
    return rfcOptions(size, flags, cpus, maxEventSize, asPosted, pageSize)
  }

  private require(name: string): NamedBuffer {
    const named = this.byName.get(name)
    if (!named) throw new RingError('bad-argument', `there is no buffer '${name}'`)
    return named
  }

  private freeName(given: string): string {
    const name = cutName(given)
    if (name === '' || name === '.' || name === '..' || /[/\0]/.test(name))
      throw new RingError('bad-argument', `'${name}' cannot be the name of a directory`)
    if (this.byName.has(name)) throw new RingError('bad-argument', `there is a buffer '${name}' already`)
    return name
  }
}

/** What fits of a name; never half a character, which no string can hold. */
function cutName(name: string): string {
  return name.slice(0, new TextEncoder().encodeInto(name, new Uint8Array(MAX_NAME_BYTES)).read)
}

function allocate(options: RfcOptions, shared: boolean): RfcBuffer {
  try {
    return allocateRfcBuffer(options, shared)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new RingError('invalid-config', `the memory for these rings cannot be had (${error.message})`)
  }
}
