import type { Page } from '@playwright/test'

/**
 * Finds text that is cut off at an edge without an ellipsis; in the status bar also overlapping text, and names that
 * shrank to nothing.
 */
export const illegible = (page: Page) =>
  page.evaluate(() => {
    interface Box {
      left: number
      right: number
      top: number
      bottom: number
    }
    interface Text {
      says: string
      of: Element
      box: Box
    }
    const leastNamePx = 40
    const hasEllipsis = (element: Element) => getComputedStyle(element).textOverflow === 'ellipsis'
    const isForListeners = (of: Element) => of.closest('.sr-only, script') !== null || of.clientWidth === 1
    const ancestors = (of: Element): Element[] =>
      of.parentElement === null ? [of] : [of, ...ancestors(of.parentElement)]

    const texts: Text[] = []
    const cut: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const of = node.parentElement
      const says = node.textContent?.trim() ?? ''
      if (says === '' || of === null || !of.checkVisibility() || isForListeners(of)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      let { left, right, top, bottom } = range.getBoundingClientRect()
      let isDisconnected = left < -1
      for (const frame of ancestors(of).filter((one) => getComputedStyle(one).overflowX !== 'visible')) {
        const edge = frame.getBoundingClientRect()
        if (hasEllipsis(frame)) right = Math.min(right, edge.right)
        top = Math.max(top, edge.top)
        bottom = Math.min(bottom, edge.bottom)
        isDisconnected ||= left < edge.left - 1 || right > edge.right + 1
      }
      // This text is scrolled or wrapped out of view on purpose.
      if (bottom - top < 1) continue
      if (isDisconnected || right > innerWidth + 1) cut.push(`cut: ${says}`)
      texts.push({ says, of, box: { left, right, top, bottom } })
    }

    const bar = document.querySelector('header')
    const ofStatus = texts.filter(({ of }) => bar?.contains(of))
    const meets = ({ box: a }: Text, { box: b }: Text) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
    return [
      ...cut,
      ...ofStatus
        .filter(({ of }) => hasEllipsis(of) && of.clientWidth < Math.min(of.scrollWidth, leastNamePx))
        .map(({ says }) => `too narrow: ${says}`),
      ...ofStatus.flatMap((one, nth) =>
        ofStatus
          .slice(nth + 1)
          .filter((other) => meets(one, other))
          .map((other) => `${one.says} lies on ${other.says}`),
      ),
    ]
  })
