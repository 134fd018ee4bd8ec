/**
 * What the values of one key are, over all events of a name: the narrowest field that prints each of them as it was.
 */
export interface ColumnType {
  /** as a format file declares it, `%` for the name: `char %[16]` */
  readonly declaration: string
  readonly size: number
  readonly signed: boolean
  /** what printf needs to print it */
  readonly conversion: string
  readonly isText: boolean
}

const DECIMAL = /^-?(?:0|[1-9]\d{0,19})$/
const PADDED = /^0\d{1,8}$/
const HEX = /^0x(?:0|[1-9a-f][\da-f]{0,15})$/
/** texts up to here lie in the field itself, with their NUL, as task names do; longer ones follow the fields */
const INLINE_BYTES = [16, 32]
const encoder = new TextEncoder()

export class ValueColumn {
  private decimal = true
  private hex = true
  private min: number | bigint = 0
  private max: number | bigint = 0
  private minChars = Infinity
  /** length of the numbers that begin with 0, as `%03d` prints them; 0: there is none; NaN: they differ */
  private paddedChars = 0
  private maxBytes = 0

  add(value: string): void {
    this.addBytes(value)
    this.minChars = Math.min(this.minChars, value.length)
    if (PADDED.test(value)) this.addPadded(value)
    this.decimal &&= value !== '-0' && (DECIMAL.test(value) || PADDED.test(value))
    this.hex &&= HEX.test(value)
    if (!this.decimal && !this.hex) return
    const number = value.length <= 15 ? Number(value) : BigInt(value)
    if (number < this.min) this.min = number
    if (number > this.max) this.max = number
  }

  /** UTF-8 takes up to three bytes for a character, so most values need not be encoded to know that they are not the longest. */
  private addBytes(value: string): void {
    if (value.length * 3 > this.maxBytes) this.maxBytes = Math.max(this.maxBytes, encoder.encode(value).length)
  }

  private addPadded(value: string): void {
    this.paddedChars = this.paddedChars === 0 || this.paddedChars === value.length ? value.length : NaN
  }

  type(): ColumnType {
    if (this.decimal && this.paddedChars > 0) return this.paddedType()
    if (this.decimal && this.paddedChars === 0) return this.decimalType()
    if (!this.hex) return this.textType()
    return this.max <= 0xffff_ffff ? int('u32 %', 4, false, '0x%x') : int('u64 %', 8, false, '0x%llx')
  }

  private paddedType(): ColumnType {
    const fits = this.minChars >= this.paddedChars && this.min === 0 && this.max <= 0x7fff_ffff
    return fits ? int('int %', 4, true, `%0${this.paddedChars}d`) : this.textType()
  }

  private decimalType(): ColumnType {
    const { min, max } = this
    if (min >= -0x8000_0000 && max <= 0x7fff_ffff) return int('int %', 4, true, '%d')
    if (min >= 0 && max <= 0xffff_ffff) return int('u32 %', 4, false, '%u')
    if (min >= -(2n ** 63n) && max < 2n ** 63n) return int('s64 %', 8, true, '%lld')
    if (min >= 0 && max < 2n ** 64n) return int('u64 %', 8, false, '%llu')
    return this.textType()
  }

  private textType(): ColumnType {
    const size = INLINE_BYTES.find((bytes) => this.maxBytes < bytes)
    const inline = size !== undefined
    return {
      declaration: inline ? `char %[${size}]` : '__data_loc char[] %',
      size: size ?? 4,
      signed: true,
      conversion: '%s',
      isText: true,
    }
  }
}

function int(declaration: string, size: number, signed: boolean, conversion: string): ColumnType {
  return { declaration, size, signed, conversion, isText: false }
}
