import { act, cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, vi } from 'vitest'
import { closeDialog } from '../../../renderer/app/dialogs.ts'
import { connectThrough } from '../../../renderer/app/client.ts'
import { resetCelebrations } from '../../../renderer/features/counts/celebrations.ts'
import { resetGoals } from '../../../renderer/features/counts/goals.ts'
import { resetReceivers } from '../../../renderer/features/counts/receivers.ts'
import { resetCounts } from '../../../renderer/features/counts/store.ts'
import { resetSends } from '../../../renderer/features/sends/store.ts'
import { resetStatus } from '../../../renderer/features/status/store.ts'
import { type Language, startWords } from '../../../renderer/i18n/i18n.ts'
import { fetchWhole } from '../../../renderer/i18n/packs/packs.ts'

await fetchWhole('en')
await fetchWhole('zh-CN')

afterEach(() => {
  cleanup()
  closeDialog()
  connectThrough(null)
  resetCounts()
  resetCelebrations()
  resetGoals()
  resetReceivers()
  resetSends()
  resetStatus()
  localStorage.clear()
  sessionStorage.clear()
})

/** Shows a part of the page and lends its host a mouse and a keyboard. */
export function show(part: ReactNode, language: Language = 'en') {
  startWords(language)
  const page = render(part)
  const advanceTimers = (ms: number) => {
    if (vi.isFakeTimers()) vi.advanceTimersByTime(ms)
  }
  return { host: userEvent.setup({ advanceTimers }), ...page }
}

/** Lets time go by on a page whose time the test holds (`vi.useFakeTimers`). */
export const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
