import { useUnreadWatch } from './use-unread-watch.ts'

/** Shows nothing itself: what it counts stands in the badges and the window's title. */
export function UnreadWatch() {
  useUnreadWatch()
  return null
}
