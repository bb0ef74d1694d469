import { configure } from '@testing-library/react'
import { vi } from 'vitest'

/**
 * How long `findBy...` and `waitFor` wait for the page. Only a hang can take so long; it is just below the time that a whole
 * test may take (vitest.config.ts), so that the message says what is missing on the page.
 */
configure({ asyncUtilTimeout: 100_000 })

// Testing Library asks Jest alone how to let time go by where a test holds it.
Object.assign(globalThis, { jest: { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) } })
