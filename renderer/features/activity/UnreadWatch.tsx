import { useEffect } from 'react'
import { useTab } from '../../platform/navigation.ts'
import { onReceiptsFromStart, useSends } from '../sends/store.ts'
import { useActivityList } from './activity-list.ts'
import { useActivity } from './store.ts'
import { keepUnread, markRead, reportFailure, useUnread } from './UnreadBadge.tsx'

/** Shows nothing itself: what it counts stands in the badges and the window's title. */
export function UnreadWatch() {
  useUnreadWatch()
  return null
}

const title = 'Giftdeck'

/** In a narrow dock another tab may be in front of it. */
const isInSight = () => document.getElementById('panel-activity')?.checkVisibility() ?? false

/** The newest rows are in front of someone who is here. */
const isLooking = () =>
  document.visibilityState === 'visible' &&
  document.hasFocus() &&
  isInSight() &&
  !useActivityList.getState().paused &&
  useActivity.getState().view === 'sends'

/** Counts what goes wrong while nobody looks, for the badges and the window's title, until someone does. */
export function useUnreadWatch() {
  useEffect(() => {
    const look = () => {
      if (isLooking()) markRead()
    }
    // A pointer over the panel is someone who looks, also in a dock that never has the focus.
    const point = (event: Event) => {
      if (
        event.target instanceof Element &&
        event.target.closest('#panel-activity') &&
        !useActivityList.getState().paused
      )
        markRead()
    }
    const stop = [
      useUnread.subscribe(({ ids }) => (document.title = ids.length === 0 ? title : `(${ids.length}) ${title}`)),
      onReceiptsFromStart((changes, history) => {
        if (!history && !isLooking()) reportFailure(changes)
      }, 'unread'),
      useSends.subscribe(({ history, byId }, before) => history !== before.history && keepUnread((id) => id in byId)),
      useActivityList.subscribe((now, before) => now.paused !== before.paused && look()),
      useTab.subscribe(() => requestAnimationFrame(look)),
      useActivity.subscribe(look),
    ]
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    document.addEventListener('pointermove', point)
    return () => {
      for (const each of stop) each()
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
      document.removeEventListener('pointermove', point)
      document.title = title
    }
  }, [])
}
