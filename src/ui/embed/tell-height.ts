/** As the page around the frame hears it: px, whenever it has changed. */
export interface HeightMessage {
  readonly type: 'ringside:height'
  readonly height: number
}

/** Tells the page around how high this one is, so that its frame can be as high. @returns what ends that */
export function tellHeight(page: HTMLElement): () => void {
  if (window.parent === window) return () => {}
  const observer = new ResizeObserver(() => {
    const message: HeightMessage = { type: 'ringside:height', height: Math.ceil(page.getBoundingClientRect().height) }
    // how high a figure is, is no secret from whoever shows it
    window.parent.postMessage(message, '*')
  })
  observer.observe(page)
  return () => observer.disconnect()
}
