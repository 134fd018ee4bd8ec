/** Inline SVG: media glyphs are missing in many fonts. */
import type { ReactNode } from 'react'

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="currentColor"
      stroke="none"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const RunIcon = () => (
  <Icon>
    <path d="M3 1.5v11l9-5.5z" />
  </Icon>
)
export const PauseIcon = () => (
  <Icon>
    <path d="M2.5 1.5h3.2v11H2.5zM8.3 1.5h3.2v11H8.3z" />
  </Icon>
)
export const LockIcon = () => (
  <Icon>
    <path d="M2.5 6h1V4.5a3.5 3.5 0 0 1 7 0V6h1v7h-9zM5 6h4V4.5a2 2 0 0 0-4 0z" />
  </Icon>
)
export const ShareIcon = () => (
  <Icon>
    <path d="M7 0.5l3.5 3.5-1 1L7.7 3.2V9H6.3V3.2L4.5 5l-1-1zM1.5 7h1.4v5.1h8.2V7h1.4v6.5h-11z" />
  </Icon>
)
export const ThemeIcon = () => (
  <Icon>
    <path d="M7 .8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 7 .8zm0 1.4v9.6a4.8 4.8 0 0 1 0-9.6z" />
  </Icon>
)
export const CheckIcon = () => (
  <Icon>
    <path d="M1.8 7.6l1.2-1.2 2.5 2.5 5.6-6 1.1 1.1-6.7 7.2z" />
  </Icon>
)
export const CrossIcon = () => (
  <Icon>
    <path d="M2.2 3.5l1.3-1.3L7 5.7l3.5-3.5 1.3 1.3L8.3 7l3.5 3.5-1.3 1.3L7 8.3l-3.5 3.5-1.3-1.3L5.7 7z" />
  </Icon>
)
