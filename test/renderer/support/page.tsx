import { act, cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { closeDialog } from '../../../renderer/platform/navigation.ts'
import { resetRequests } from '../../../renderer/platform/requests.ts'
import { connectThrough } from '../../../renderer/platform/client.ts'
import { resetExpectedReceipts } from '../../../renderer/platform/expected-receipts.ts'
import { sessions } from '../../../renderer/features/activity/ActivityPanel.tsx'
import { resetActivityList } from '../../../renderer/features/activity/activity-list.ts'
import { resetActivity } from '../../../renderer/features/activity/store.ts'
import { resetUnread } from '../../../renderer/features/activity/UnreadBadge.tsx'
import { clearUndoNotice } from '../../../renderer/features/announcements/undo-notice.ts'
import { schedules, templates, upNext } from '../../../renderer/features/announcements/stores.ts'
import { resetCatalogues } from '../../../renderer/features/deck/catalogues.ts'
import { resetEditing } from '../../../renderer/features/deck/edit/editing.ts'
import { resetDeck } from '../../../renderer/features/deck/store.ts'
import { forgetAccountStatus } from '../../../renderer/features/people/account-status.ts'
import { devices, pairings } from '../../../renderer/features/devices/store.ts'
import { peopleOfRoom } from '../../../renderer/features/people/store.ts'
import { obs } from '../../../renderer/features/obs/store.ts'
import { resetOnAir } from '../../../renderer/features/on-air/store.ts'
import { overlays } from '../../../renderer/features/overlays/store.ts'
import { preflight } from '../../../renderer/features/preflight/store.ts'
import { rooms } from '../../../renderer/features/rooms/rooms-list.ts'
import { forgetSecrets } from '../../../renderer/features/rooms/draft.ts'
import { resetStop } from '../../../renderer/features/status/stop.ts'
import { forgetLayout } from '../../../renderer/platform/keyboard/layout.ts'
import { resetCelebrations } from '../../../renderer/features/counts/celebrations.ts'
import { goalsOfRoom } from '../../../renderer/features/counts/goals.ts'
import { watchedReceivers } from '../../../renderer/features/counts/receivers.ts'
import { resetCounts } from '../../../renderer/features/counts/store.ts'
import { resetSends } from '../../../renderer/features/sends/store.ts'
import { resetStatus } from '../../../renderer/features/status/store.ts'
import { type Language, startWords } from '../../../renderer/i18n/i18n.ts'
import { AllActions } from '../../../renderer/platform/actions.ts'
import { allActions } from '../../../renderer/shell/action-list.ts'
import { TooltipProvider } from '../../../renderer/ui/Tooltip.tsx'
import { fetchWhole } from '../../../renderer/i18n/packs/packs.ts'

await fetchWhole('en')
await fetchWhole('zh-CN')

const resets = [
  resetActivity,
  resetCatalogues,
  resetCelebrations,
  resetCounts,
  resetDeck,
  resetEditing,
  resetActivityList,
  goalsOfRoom.reset,
  devices.reset,
  pairings.reset,
  obs.reset,
  overlays.reset,
  preflight.reset,
  resetOnAir,
  peopleOfRoom.reset,
  resetRequests,
  watchedReceivers.reset,
  schedules.reset,
  rooms.reset,
  resetSends,
  sessions.reset,
  resetStatus,
  resetStop,
  templates.reset,
  resetUnread,
  upNext.reset,
]

/** Unmounts the page and resets all stores, so that the next test starts with a new page. */
export function leavePage() {
  cleanup()
  closeDialog()
  connectThrough(null)
  for (const reset of resets) reset()
  clearUndoNotice()
  forgetLayout()
  forgetSecrets()
  forgetAccountStatus()
  resetExpectedReceipts()
  localStorage.clear()
  sessionStorage.clear()
}

/** Wraps a part of the page in what the shell puts around every part. */
const Around = ({ children }: { children: ReactNode }) => (
  <TooltipProvider>
    <AllActions value={allActions}>{children}</AllActions>
  </TooltipProvider>
)

/** Shows a part of the page. `host` has a mouse and a keyboard, as the person at the page does. */
export function show(part: ReactNode, language: Language = 'en') {
  startWords(language)
  const page = render(part, { wrapper: Around })
  const advanceTimers = (ms: number) => {
    if (vi.isFakeTimers()) vi.advanceTimersByTime(ms)
  }
  return { host: userEvent.setup({ advanceTimers }), ...page }
}

/** Advances time on a page with fake timers (`vi.useFakeTimers`). */
export const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
