import { useEffect } from 'react'
import { useTab } from '../../platform/navigation.ts'
import { onReceiptsFromStart, useSends } from '../sends/store.ts'
import { useActivityList } from './activity-list.ts'
import { useActivity } from './store.ts'
import { concernsUnread, keepUnread, markRead, reportFailure, useFailedReads } from './UnreadBadge.tsx'

/** Runs useUnreadWatch. It renders nothing: the count is shown in the badges and in the window's title. */
export function UnreadWatch() {
  useUnreadWatch()
  return null
}

const title = 'Giftdeck'

/** True if the panel is visible. In a narrow dock another tab may be in front of this panel. */
const isInSight = () => document.getElementById('panel-activity')?.checkVisibility() ?? false

/** True if the host sees the newest rows: the window has the focus, and the panel shows the top of the list. */
const isLooking = () =>
  document.visibilityState === 'visible' &&
  document.hasFocus() &&
  isInSight() &&
  !useActivityList.getState().paused &&
  useActivity.getState().view === 'sends'

/**
 * Counts failures while the host is not looking, for the badges and the window's title. Viewing the panel resets the
 * count.
 */
export function useUnreadWatch() {
  useEffect(() => {
    const markReadIfSeen = () => {
      if (isLooking()) markRead()
    }
    // A pointer over the panel counts as looking, because a dock never has the focus.
    const onPointerMove = (event: Event) => {
      if (
        event.target instanceof Element &&
        event.target.closest('#panel-activity') &&
        !useActivityList.getState().paused
      )
        markRead()
    }
    const stop = [
      useFailedReads.subscribe(({ ids }) => (document.title = ids.length === 0 ? title : `(${ids.length}) ${title}`)),
      onReceiptsFromStart((changes, history) => {
        if (!history && concernsUnread(changes) && !isLooking()) reportFailure(changes)
      }, 'unread'),
      useSends.subscribe(({ history, byId }, before) => history !== before.history && keepUnread((id) => id in byId)),
      useActivityList.subscribe((now, before) => now.paused !== before.paused && markReadIfSeen()),
      useTab.subscribe(() => requestAnimationFrame(markReadIfSeen)),
      useActivity.subscribe(markReadIfSeen),
    ]
    window.addEventListener('focus', markReadIfSeen)
    document.addEventListener('visibilitychange', markReadIfSeen)
    document.addEventListener('pointermove', onPointerMove)
    return () => {
      for (const each of stop) each()
      window.removeEventListener('focus', markReadIfSeen)
      document.removeEventListener('visibilitychange', markReadIfSeen)
      document.removeEventListener('pointermove', onPointerMove)
      document.title = title
    }
  }, [])
}
