import { useState } from 'react'

const KEY = 'ringside.single-keys'

/** Whether keys that are one character act; remembered where the browser lets us. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(readStored)
  const change = (next: boolean): void => {
    setOn(next)
    try {
      localStorage.setItem(KEY, next ? 'on' : 'off')
    } catch {
      // storage may be forbidden: then it holds until the page is closed
    }
  }
  return [on, change]
}

function readStored(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}
