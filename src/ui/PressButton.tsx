import type { ButtonHTMLAttributes } from 'react'

interface PressButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'onClick'> {
  /** it does nothing now */
  off: boolean
  onPress: () => void
}

/** A button that keeps the focus when what it did has switched it off, so that the next key still finds its panel. */
export function PressButton({ off, onPress, ...rest }: PressButtonProps) {
  return <button type="button" aria-disabled={off || undefined} onClick={() => off || onPress()} {...rest} />
}
