import { Component } from 'react'
import type { ReactNode } from 'react'
import { Notice } from './Notice.tsx'

interface ErrorBoundaryState {
  readonly error: unknown
}

/** React has error boundaries as classes only. */
export class ErrorBoundary extends Component<{ children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <Notice title="The page has hit an error of its own.">
        <p className="notice-why">{error instanceof Error ? error.message : String(error)}</p>
        <p>Nothing was sent anywhere. Reloading starts a fresh machine.</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Reload
          </button>
        </p>
      </Notice>
    )
  }
}
