import { useCallback, useSyncExternalStore } from 'react'

/** The window is wide enough for all panels side by side: the breakpoint `cockpit` of tokens.css. */
export const isCockpitWide = '(min-width: 860px)'

/** Returns whether a media query matches now, for components that CSS alone cannot hide. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
