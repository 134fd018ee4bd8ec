import type { Compares, Line } from './merge-layout.ts'

/** Half a digit's width and height: what the number on a line covers of it. */
const [HALF_PX, PLATE_PX] = [4, 15]

/** The compares as lines; every row says them in words. */
export function ComparesPicture({ compares, height }: { compares: Compares; height: number }) {
  const { width, lines, marks } = compares
  return (
    <svg className="merge-compares" width={width} height={height} aria-hidden="true" focusable="false">
      <path className="merge-line" d={pathOf(lines.filter(({ wins }) => !wins))} />
      <path className="merge-line merge-line-wins" d={pathOf(lines.filter(({ wins }) => wins))} />
      {marks.map(({ x, y, cpu, wins, tie }) =>
        cpu === undefined ? (
          <path key={`${x} ${y}`} className="merge-line" d={`M${x - 3} ${y - 3}l6 6m-6 0l6 -6`} />
        ) : (
          <g key={`${x} ${y}`} className="merge-mark" data-wins={wins}>
            <circle cx={x} cy={y} r={3.5} />
            <rect x={x + 5} y={y - 7} width={plateWidth(cpu, tie)} height={PLATE_PX} />
            <text x={x + 8} y={y + 4}>
              {tie ? `=${cpu}` : cpu}
            </text>
          </g>
        ),
      )}
    </svg>
  )
}

function plateWidth(cpu: number, tie: boolean): number {
  return (String(cpu).length + (tie ? 1 : 0)) * 2 * HALF_PX + 4
}

function pathOf(lines: readonly Line[]): string {
  return lines.map(({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`).join('')
}
