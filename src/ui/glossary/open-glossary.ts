import type { View } from '../view.ts'

/** Closed, it gives way to the dialog that it was opened from. @param name of an entry; none: all of them */
export function openGlossary({ shell }: View, name = ''): void {
  const from = shell.getState().dialog
  shell.setState({ dialog: { glossary: name, from } })
}
