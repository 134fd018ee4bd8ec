import { planOf, takeTheReload } from './visit-plan.ts'
import type { Visit } from './visit-plan.ts'

/**
 * Registers the service worker of the built page. Nobody waits for it, and where it is blocked or fails (plain http, private windows, no space) nothing
 * happens: the page is what it is.
 * @param drawn when the first screen is there, whose loading this must not slow
 */
export function registerServiceWorker(drawn: Promise<void>): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  serve({ isolated: window.crossOriginIsolated, framed: window.top !== window }, drawn).catch(() => undefined)
}

async function serve(visit: Visit, drawn: Promise<void>): Promise<void> {
  const plan = planOf(visit)
  if (plan === 'nothing') return
  if (plan === 'keep') await drawn
  const isInUse = plan === 'isolate' ? watchUse() : undefined
  const registration = await navigator.serviceWorker.register('./service-worker.js')
  if (!isInUse) {
    // Browsers look for a newer build at their leisure.
    await registration.update()
    return
  }
  await navigator.serviceWorker.ready
  // A page that somebody works with is not taken away: the next visit is isolated without a reload.
  if (!isInUse() && takeTheReload(() => sessionStorage)) location.reload()
}

function watchUse(): () => boolean {
  let used = false
  const onUse = (): void => void (used = true)
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, onUse, { capture: true, once: true })
  return () => used
}
