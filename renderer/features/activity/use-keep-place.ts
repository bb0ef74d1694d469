import { useEffect, useEffectEvent, useRef } from 'react'
import type { RefObject } from 'react'
import { setPaused } from './activity-list.ts'

const atTopPx = 8
/** After a change of width it takes a few frames until the rows are measured and moved. */
const settlingFrames = 8

interface Rows {
  /**
   * Returns the first row that is fully visible at this scroll position: the id of its send, or its index while the
   * send is not loaded.
   */
  firstWhole: (top: number) => string | number
  bring: (row: string | number) => void
}

/**
 * Keeps the scroll position when the list is resized or was hidden, because the browser then changes the position. The
 * list scrolls back to the newest row, or to the row that was being read. Returns the scroll listener.
 */
export function useKeepPlace(list: RefObject<HTMLElement | null>, { firstWhole, bring }: Rows) {
  /** Null while the newest rows are in view. */
  const reading = useRef<string | number>(null)
  /** The width for which the position was taken or restored. */
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
