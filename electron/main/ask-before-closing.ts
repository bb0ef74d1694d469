import type { Use } from './in-use.ts'

/**
 * The window closes by a key that stands beside others (Ctrl+W, ⌘W), and Giftdeck ends with it: while a live room is armed,
 * sends are open or a schedule runs the host is asked first. A quit from the menu is meant, and comes by another way.
 */
export function confirmClose(deps: {
  window: { on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown }
  use: () => Use | undefined
  /** Whether Giftdeck is to end all the same. */
  ask: (use: Use) => Promise<boolean>
  quit: () => void
}) {
  let isAsking = false
  deps.window.on('close', (event) => {
    const use = deps.use()
    if (use === undefined || use === 'pressed') return
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    void deps
      .ask(use)
      .then((yes) => yes && deps.quit())
      .finally(() => (isAsking = false))
  })
}
