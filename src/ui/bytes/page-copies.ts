/** The ways out of the shown page: the clipboard, and a file. */
import { saveBlob } from '../save-blob.ts'
import type { BytesModel } from './bytes-model.ts'
import { fieldsOfItem } from './item-fields.ts'
import { fieldLines, fileName, hexLines } from './page-text.ts'

export async function copyPage({ store }: BytesModel): Promise<void> {
  const { shown } = store.getState()
  if (shown) await navigator.clipboard.writeText(hexLines(shown.bytes, 0, shown.parts.size))
}

/** The bytes of the chosen item. */
export async function copyItem({ store, chosen }: BytesModel): Promise<void> {
  const { shown } = store.getState()
  const item = chosen?.item
  if (shown && item)
    await navigator.clipboard.writeText(hexLines(shown.bytes.subarray(item.at, item.end), item.at, shown.parts.size))
}

export async function copyFields(model: BytesModel): Promise<void> {
  const { shown } = model.store.getState()
  const item = model.chosen?.item
  if (!shown || !item) return
  const fields = fieldsOfItem(item, shown.bytes, model.contextOf(shown.cpu))
  await navigator.clipboard.writeText(fieldLines(fields))
}

export function downloadPage({ store }: BytesModel): void {
  const { shown } = store.getState()
  if (shown) saveBlob(new Blob([shown.bytes.slice()], { type: 'application/octet-stream' }), fileName(shown))
}
