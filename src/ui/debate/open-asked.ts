import { CARDS, cardOf } from '../../lessons/debate/cards.ts'
import type { View } from '../view.ts'
import { openDebate } from './open-debate.ts'

/** As the page's address asks. @param id empty: the debate, at its first point */
export function openAsked(view: View, id: string): void {
  if (id === '' || cardOf(id)) return openDebate(view, id)
  const ids = CARDS.map((card) => card.id).join(', ')
  view.session.warn(`The address asks for a point '${id}' of the debate; there are ${ids}.`)
}
