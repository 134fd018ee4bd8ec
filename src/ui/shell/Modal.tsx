import { useLayoutEffect, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import './dialogs.css'

interface ModalProps {
  /** id of its title */
  labelledBy: string
  className: string
  onClose: () => void
  children: ReactNode
}

/** A dialog over the page while it is mounted. Esc and a click beside it close it; the browser brings the focus back to where it was. */
export function Modal({ labelledBy, className, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // the browser would choose the first that can take it
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => element?.close()
  }, [])
  const onClick = (event: MouseEvent): void => {
    if (event.target === dialog.current) onClose()
  }
  return (
    <dialog
      className={`modal ${className}`}
      ref={dialog}
      aria-labelledby={labelledBy}
      onCancel={onClose}
      onClick={onClick}
    >
      <div className="modal-content">{children}</div>
    </dialog>
  )
}
