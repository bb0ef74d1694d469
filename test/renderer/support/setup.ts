import { configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { leavePage } from './page.tsx'

/**
 * How long `findBy...` and `waitFor` wait. Only a hang takes this long; it is just below the time-out of a whole test
 * (vitest.config.ts), so that the message names what is missing on the page.
 */
configure({ asyncUtilTimeout: 100_000 })

// Testing Library can advance only Jest's fake timers, so it gets this substitute.
Object.assign(globalThis, { jest: { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) } })

// Here and not in page.tsx: the files share one page's modules (vitest.config.ts), and a module runs once.
afterEach(leavePage)
