/** What the app asks of its windows when it quits. */
interface OpenWindow {
  /** False where the page or the app would not let it go. */
  close(): boolean
}

export const openWindows = new Set<OpenWindow>()
