import { useEffect, useEffectEvent, useRef } from 'react'
import type { RefObject } from 'react'
import { setPaused } from './activity-list.ts'

const atTopPx = 8
/** Rows of another width are measured anew, and the others moved, over a few frames. */
const settlingFrames = 8

interface Rows {
  /** The first row that is seen whole where the list is scrolled so far: its send, or its place while that is not here yet. */
  firstWhole: (top: number) => string | number
  bring: (row: string | number) => void
}

/**
 * A list of another width, or one that was hidden, is scrolled by the browser and not by the host: it comes back to the newest, or
 * to the row that was being read. Returns what hears of a scroll.
 */
export function useKeepPlace(list: RefObject<HTMLElement | null>, { firstWhole, bring }: Rows) {
  /** Null while the newest are in sight. */
  const reading = useRef<string | number>(null)
  /** For which the place was taken or brought back. */
  const width = useRef(0)

  const putBack = useEffectEvent(() => {
    if (reading.current === null) list.current?.scrollTo({ top: 0 })
    else bring(reading.current)
  })
  useEffect(() => {
    const box = list.current
    if (box === null) return
    width.current = box.clientWidth
    let left = 0
    let frame = 0
    const settle = () => {
      putBack()
      if (left-- > 0) frame = requestAnimationFrame(settle)
      else width.current = box.clientWidth
    }
    const sized = new ResizeObserver(() => {
      if (box.clientWidth === width.current) return
      width.current = -1
      cancelAnimationFrame(frame)
      if (box.clientWidth === 0) return
      left = settlingFrames
      settle()
    })
    sized.observe(box)
    return () => {
      sized.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [list])

  return () => {
    const box = list.current
    if (box === null || box.clientWidth !== width.current) return
    const isAway = box.scrollTop > atTopPx
    reading.current = isAway ? firstWhole(box.scrollTop) : null
    setPaused(isAway)
  }
}
