interface Ending {
  preventDefault(): void
}

/**
 * The computer shuts down, or its user logs out: Giftdeck quits in order, so that calls on the wire get their answers.
 * Windows tells the window and waits for a program that asks for it; macOS and Linux tell the power monitor, and delay.
 * Returns whether the session ends: then no update is installed, since that would hold the logout up for a minute.
 */
export function quitAtSessionEnd(deps: {
  window: { on(event: 'query-session-end' | 'session-end', listener: (event: Ending) => void): unknown }
  onShutdown: (listener: (event: Ending) => void) => unknown
  /** Whether calls may be in flight. */
  isSending: () => boolean
  quit: () => void
}): () => boolean {
  let isEnding = false
  const end = () => {
    isEnding = true
    deps.quit()
  }
  // Without a call on the wire there is nothing to wait for, and the host's wish to shut down goes first.
  deps.window.on('query-session-end', (event) => {
    if (!deps.isSending()) return
    event.preventDefault()
    end()
  })
  deps.window.on('session-end', end)
  deps.onShutdown((event) => {
    event.preventDefault()
    end()
  })
  return () => isEnding
}
