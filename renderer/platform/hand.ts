import { isBehindDialog, pressOf } from './keyboard/where.ts'

/**
 * Notices that a hand has left what it held. Release events get lost: a Mac sends no keyup while Command is down, and a window that
 * loses the focus hears nothing more. So a hold ends at any sign, and what is still held must be pressed anew.
 */

export type Held = { by: 'pointer' } | { by: 'key'; code: string; isOwn: (focused: Element) => boolean }

/** By what they do or, behind an input method, by where they lie. */
const isModifier = (event: KeyboardEvent) =>
  /^(?:Meta|Control|Alt|AltGraph|OS)$/.test(event.key) || /^(?:Meta|Control|Alt|OS)(?:Left|Right)$/.test(event.code)

const always = ['blur', 'pagehide', 'visibilitychange', 'compositionstart']
const released = ['pointerup', 'pointercancel', 'lostpointercapture', 'contextmenu']

/** Calls `onLeft` at the first sign; gives back how to stop watching. */
export function watchPointer(held: Held, onLeft: () => void): () => void {
  const watching = new AbortController()
  const listen = (types: readonly string[], hear: (event: Event) => void) => {
    // On the window and on the way down, so that nobody can keep a sign from us.
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
    // A field that loses the focus sends a blur of its own.
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
