/** Brings a situation of a card about, and keeps the way back to what was there before. */
import type { Card } from '../../lessons/debate/card.ts'
import { play } from '../../lessons/debate/play.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'

/** @param at which of the card's situations @throws RingsideError what cannot be; then the machine is left as far as it came */
export async function setUp(view: View, card: Card, at: number): Promise<void> {
  const { shell, session } = view
  const situation = card.situations[at]
  if (!situation) return
  // from one situation to the next, the way back stays that of the first
  const goBack = shell.getState().situation?.goBack ?? (await remember(view))
  await play(window.ringside, situation)
  const { page, panel, recover } = situation
  if (page) session.store.setState({ selection: { ...page, snapshot: false } })
  reveal(shell, panel)
  shell.setState({
    situation: { card: card.id, at, goBack },
    dialog: recover === undefined ? undefined : { recover },
  })
}

/** What is in live rings cannot be kept: their machine comes back with its configuration, running as it did. Steps come back as they were. */
async function remember({ session, shell }: View): Promise<() => Promise<void>> {
  const { config, running, selection } = session.store.getState()
  const { lower, tab, drawer } = shell.getState()
  const stepped = session.stepping.run?.recording
  const position = stepped?.position ?? 0
  const recording = stepped && stepped.length > 0 ? await session.saveRecording() : undefined
  return async () => {
    if (recording) {
      await session.openRecording(recording)
      await session.stepping.seek(position)
    } else {
      await session.configure({ clockOffsetsNs: [], ...config })
      if (running) await session.start()
    }
    shell.setState({ lower, tab, drawer })
    if (selection) session.store.setState({ selection })
  }
}
