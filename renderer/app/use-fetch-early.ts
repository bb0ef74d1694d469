import { useEffect } from 'react'
import { useConnection } from './connection.ts'

/** After the first load has settled and its calls are answered. */
const earlyMs = 3_000

/** Brings code while nothing else is going on, so that it is there at once when it is wanted, also without a line. */
export function useFetchEarly(fetch: () => void) {
  const isOpen = useConnection(({ state }) => state === 'open')
  useEffect(() => {
    if (!isOpen) return undefined
    const timer = setTimeout(fetch, earlyMs)
    return () => clearTimeout(timer)
  }, [isOpen, fetch])
}
