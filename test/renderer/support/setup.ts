import { configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { leavePage } from './page.tsx'

/**
 * How long `findBy...` and `waitFor` wait for the page. Only a hang can take so long; it is just below the time that a whole
 * test may take (vitest.config.ts), so that the message says what is missing on the page.
 */
configure({ asyncUtilTimeout: 100_000 })

// Testing Library asks Jest alone how to let time go by where a test holds it.
Object.assign(globalThis, { jest: { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) } })

// Here and not in page.tsx: the files share one page's modules (vitest.config.ts), and a module runs once.
afterEach(leavePage)
