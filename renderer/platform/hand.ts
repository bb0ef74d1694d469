import { isBehindDialog, pressOf } from './keyboard/focus-target.ts'

/**
 * Notices when a key or pointer is no longer held. Release events get lost: a Mac sends no keyup while Command is down,
 * and a window without the focus gets no events. So any sign ends the hold, and a key that is still down must be
 * pressed again.
 */

export type Held = { by: 'pointer' } | { by: 'key'; code: string; isOwn: (focused: Element) => boolean }

/** Matched by key name or, behind an input method, by position. */
const isModifier = (event: KeyboardEvent) =>
  /^(?:Meta|Control|Alt|AltGraph|OS)$/.test(event.key) || /^(?:Meta|Control|Alt|OS)(?:Left|Right)$/.test(event.code)

const always = ['blur', 'pagehide', 'visibilitychange', 'compositionstart']
const released = ['pointerup', 'pointercancel', 'lostpointercapture', 'contextmenu']

/** Calls `onLeft` at the first sign; returns a function that stops watching. */
export function watchPointer(held: Held, onLeft: () => void): () => void {
  const watching = new AbortController()
  const listen = (types: readonly string[], hear: (event: Event) => void) => {
    // On the window in the capture phase, so that no other listener can stop the event.
    for (const type of types) window.addEventListener(type, hear, { capture: true, signal: watching.signal })
  }
  const opened = new MutationObserver(() => {
    if (isBehindDialog()) onLeft()
  })
  opened.observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['role', 'open'],
  })

  listen(always, (event) => {
    // A field that loses the focus sends a blur too; only the window's counts.
    if (event.type !== 'blur' || !(event.target instanceof Element)) onLeft()
  })
  if (held.by === 'pointer') listen(released, onLeft)
  else {
    listen(['keydown', 'keyup'], (event) => {
      if (!(event instanceof KeyboardEvent)) return
      if (isModifier(event) || (event.type === 'keyup' && event.code === held.code) || pressOf(event)?.composing)
        onLeft()
    })
    listen(['focusin'], ({ target }) => {
      if (target instanceof Element && !held.isOwn(target)) onLeft()
    })
  }
  return () => {
    watching.abort()
    opened.disconnect()
  }
}
