import type { Card } from '../../lessons/debate/card.ts'
import type { View } from '../view.ts'

/** @param id of a card; none: the first */
export function openDebate({ shell }: View, id = ''): void {
  shell.setState({ dialog: { debate: id } })
}

/** @param address of this page: what else it asks for is another machine */
export function linkTo({ id }: Card, address: string): string {
  const url = new URL(address)
  url.search = new URLSearchParams({ debate: id }).toString()
  url.hash = ''
  return url.href
}
