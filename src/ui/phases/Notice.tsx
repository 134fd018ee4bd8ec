import type { ReactNode } from 'react'
import './phases.css'

/** A page that says one thing: instead of the machine, never a blank page. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="notice">
      <p className="notice-name">Ringside</p>
      <h1>{title}</h1>
      {children}
    </main>
  )
}
