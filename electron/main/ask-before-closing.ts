import type { Use } from './in-use.ts'

/**
 * Asks the host before the window closes while a live room is armed, sends are open or a schedule runs. Closing the
 * window quits Giftdeck, and the close shortcut (Ctrl+W, ⌘W) is easy to hit by mistake. A quit from the menu is
 * deliberate; it does not call this function.
 */
export function confirmClose(deps: {
  window: { on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown }
  use: () => Use | undefined
  /** Resolves to true if the host confirms that Giftdeck shall quit. */
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
