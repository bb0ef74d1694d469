/** What the app asks of its windows when it quits. */
interface OpenWindow {
  /** False if the page or the app prevented the close. */
  close(): boolean
}

export const openWindows = new Set<OpenWindow>()
