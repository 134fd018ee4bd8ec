import type { RowBox } from './rows-layout.ts'

/** What of the rows is in view; kept beside the element, because asking the element costs a layout. */
export class Viewport {
  top = 0
  height = 0

  scrollTo(top: number): void {
    this.top = top
  }
  resize(height: number): void {
    this.height = height
  }
  shows({ y, height }: RowBox): boolean {
    return y + height >= this.top && y <= this.top + this.height
  }
}
