import { cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import { connectThrough } from '../../../renderer/app/client.ts'
import { resetCounts } from '../../../renderer/features/counts/store.ts'
import { resetSends } from '../../../renderer/features/sends/store.ts'
import { resetStatus } from '../../../renderer/features/status/store.ts'
import { type Language, fetchWords, startWords } from '../../../renderer/i18n/i18n.ts'

await fetchWords('en')
await fetchWords('zh-CN')

afterEach(() => {
  cleanup()
  connectThrough(null)
  resetCounts()
  resetSends()
  resetStatus()
  localStorage.clear()
  sessionStorage.clear()
})

/** Shows a part of the page and lends its host a mouse and a keyboard. */
export function show(part: ReactNode, language: Language = 'en') {
  startWords(language)
  const page = render(<Tooltip.Provider>{part}</Tooltip.Provider>)
  return { host: userEvent.setup(), ...page }
}
