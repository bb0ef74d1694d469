import { useEffect, useState } from 'react'

/** Returns the present time, updated every `everyMs`; null stops the updates. */
export function useNow(everyMs: number | null) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (everyMs === null) return
    const tick = () => setNow(Date.now())
    const timer = setInterval(tick, everyMs)
    tick()
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
