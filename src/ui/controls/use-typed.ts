import { useState } from 'react'
import type { ChangeEvent, FocusEvent, KeyboardEvent } from 'react'

interface Typed<Value> {
  /** the value in force, as one reads it */
  text: string
  /** undefined: that is none */
  parse: (typed: string) => Value | undefined
  /** @returns whether it could be had; where not, the text stays to be put right */
  set: (value: Value) => Promise<boolean>
  /** one gave up the change */
  onGiveUp?: () => void
}

interface TypedField {
  /** for the input */
  readonly props: {
    readonly value: string
    /** nothing is typed that waits to take effect: undo is of the configuration, not of letters */
    readonly 'data-settled': true | undefined
    readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void
    readonly onBlur: () => void
    readonly onFocus: (event: FocusEvent<HTMLInputElement>) => void
    readonly onKeyDown: (event: KeyboardEvent) => void
  }
  /** what stands there is no value */
  readonly isWrong: boolean
}

interface Draft {
  readonly typed: string
  /** the text that it is to replace: once that is another one, the draft has lapsed */
  readonly over: string
  readonly isWrong: boolean
}

/** A value as text: it takes effect on Enter or when the field is left, and Esc gives it up. */
export function useTyped<Value>({ text, parse, set, onGiveUp }: Typed<Value>): TypedField {
  const [latest, setDraft] = useState<Draft>()
  const draft = latest?.over === text ? latest : undefined
  const giveUp = (): void => {
    setDraft(undefined)
    onGiveUp?.()
  }
  const commit = async (): Promise<void> => {
    if (!draft || draft.typed === text) return giveUp()
    const value = parse(draft.typed)
    if (value === undefined) setDraft({ ...draft, isWrong: true })
    else if (await set(value)) setDraft((now) => (now === latest ? undefined : now))
  }
  return {
    props: {
      value: draft?.typed ?? text,
      'data-settled': draft ? undefined : true,
      onChange: (event) => setDraft({ typed: event.target.value, over: text, isWrong: false }),
      onBlur: () => void commit(),
      onFocus: (event) => event.currentTarget.select(),
      onKeyDown: (event) => {
        if (event.key === 'Enter') void commit()
        if (event.key === 'Escape') giveUp()
      },
    },
    isWrong: draft?.isWrong ?? false,
  }
}
