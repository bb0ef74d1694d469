interface Ending {
  preventDefault(): void
}

/**
 * Quits gracefully when the computer shuts down or the user logs out, so that calls in flight get their answers.
 * Windows notifies the window and waits for a program that objects; macOS and Linux notify the power monitor and delay
 * the shutdown. Returns a function that is true once the session is ending. No update is installed then, because that
 * would delay the logout by up to a minute.
 */
export function quitAtSessionEnd(deps: {
  window: { on(event: 'query-session-end' | 'session-end', listener: (event: Ending) => void): unknown }
  onShutdown: (listener: (event: Ending) => void) => unknown
  /** True if calls may be in flight. */
  isSending: () => boolean
  quit: () => void
}): () => boolean {
  let isEnding = false
  const end = () => {
    isEnding = true
    deps.quit()
  }
  // Without a call in flight there is nothing to wait for, so the shutdown is not delayed.
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
