import { isBehindDialog, pressOf } from './keyboard/focus-target.ts'

/**
 * This file detects when a key or pointer is no longer held. Release events may be lost: a Mac sends no keyup while
 * Command is down, and a window without the focus gets no events. Any sign of a release therefore ends the hold, and a
 * key that is still down must be pressed again.
 */

export type Held = { by: 'pointer' } | { by: 'key'; code: string; isOwn: (focused: Element) => boolean }

/** True if the key is a modifier, by its name or, if an input method hides the name, by its position. */
const isModifier = (event: KeyboardEvent) =>
  /^(?:Meta|Control|Alt|AltGraph|OS)$/.test(event.key) || /^(?:Meta|Control|Alt|OS)(?:Left|Right)$/.test(event.code)

const always = ['blur', 'pagehide', 'visibilitychange', 'compositionstart']
const released = ['pointerup', 'pointercancel', 'lostpointercapture', 'contextmenu']

/** Calls `onLeft` at any sign that the key or pointer is no longer held. Returns a function that stops watching. */
export function watchPointer(held: Held, onLeft: () => void): () => void {
  const watching = new AbortController()
  const listen = (types: readonly string[], listener: (event: Event) => void) => {
    // Listen on the window in the capture phase, so that no other listener can stop the event.
    for (const type of types) window.addEventListener(type, listener, { capture: true, signal: watching.signal })
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
    // Only the blur event of the window is a sign; a field that loses the focus sends one too.
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
