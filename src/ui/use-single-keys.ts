import { useState } from 'react'
import { readStored, writeStored } from './shell/stored.ts'

const KEY = 'single-keys'

/** Whether keys that are one character act; remembered. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => readStored(KEY) !== 'off')
  const change = (next: boolean): void => {
    setOn(next)
    writeStored(KEY, next ? 'on' : 'off')
  }
  return [on, change]
}
