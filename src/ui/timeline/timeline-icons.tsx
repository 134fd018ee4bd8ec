/** Icons of the timeline's tools, 14 px. */
import type { ReactNode } from 'react'

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

const LENS = 'M9 9l3.5 3.5M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z'

export const ZoomInIcon = () => (
  <Icon>
    <path d={`${LENS}M4 6h4M6 4v4`} />
  </Icon>
)
export const ZoomOutIcon = () => (
  <Icon>
    <path d={`${LENS}M4 6h4`} />
  </Icon>
)
export const FitIcon = () => (
  <Icon>
    <path d="M1 2v10M13 2v10M3 7h8M5.5 4.5L3 7l2.5 2.5M8.5 4.5L11 7L8.5 9.5" />
  </Icon>
)
export const FollowIcon = () => (
  <Icon>
    <path d="M12.5 2v10M1 7h8M6.5 4L9.5 7L6.5 10" />
  </Icon>
)
export const PreviousIcon = () => (
  <Icon>
    <path d="M9 2.5L4.5 7L9 11.5" />
  </Icon>
)
export const NextIcon = () => (
  <Icon>
    <path d="M5 2.5L9.5 7L5 11.5" />
  </Icon>
)
/** the hatch of a loss, with the way one goes */
export const PreviousLossIcon = () => (
  <Icon>
    <path d="M4.5 4L1.5 7l3 3M7 2.5h6v9H7zM7 8l5-5.5M8 11.5l5-5.5" />
  </Icon>
)
export const NextLossIcon = () => (
  <Icon>
    <path d="M9.5 4l3 3l-3 3M1 2.5h6v9H1zM1 8l5-5.5M2 11.5l5-5.5" />
  </Icon>
)
export const MarkIcon = () => (
  <Icon>
    <path d="M3.5 13V1.5h7.5l-2 2.75l2 2.75H3.5" />
  </Icon>
)
export const MoreIcon = () => (
  <Icon>
    <path d="M2 7h.01M7 7h.01M12 7h.01" strokeWidth="2.5" strokeLinecap="round" />
  </Icon>
)
export const LetterIcon = ({ letter }: { letter: string }) => (
  <span className="timeline-letter" aria-hidden="true">
    {letter}
  </span>
)
