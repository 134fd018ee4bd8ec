import type { DragEvent } from 'react'
import type { FileCopy } from './use-file.ts'

/**
 * Lets a file be dropped outside of the page: `DownloadURL` is Chromium's way to drop it as a file (type:name:address); elsewhere its text arrives, or
 * where it is none, its address.
 */
export function dragOut({ dataTransfer }: DragEvent, { blob, url, head }: FileCopy, name: string): void {
  dataTransfer.effectAllowed = 'copy'
  dataTransfer.setData('DownloadURL', `${blob.type}:${name}:${url}`)
  const isText = blob.type === 'text/plain' && head.length === blob.size
  dataTransfer.setData('text/plain', isText ? new TextDecoder().decode(head) : url)
}
