/** A press this long opens the lock of a live room. */
const longPressMs = 700

/** What a press does in the present state of the room. */
export type PressMode =
  /** It sends at once. */
  | 'send'
  /** A live room whose lock is open: a short press sends, when the key is released. */
  | 'armed'
  /** A live room whose lock is closed: only a long press does something, it opens the lock. */
  | 'locked'
  /** The key cannot send now. */
  | 'nothing'

export interface PressDeps {
  mode: () => PressMode
  send: () => void
  arm: () => void
  /** A short press of a locked key. */
  sayLocked: () => void
  /** A press that can do nothing. */
  sayNothing: () => void
  now?: () => number
}

/**
 * Tells short and long presses of one key apart. What a press does is decided when the key goes down, so that a lock
 * that opens meanwhile never turns a press into a send.
 */
export function createPressTiming({
  mode,
  send,
  arm,
  sayLocked,
  sayNothing,
  now = () => performance.now(),
}: PressDeps) {
  let pressed: { mode: PressMode; at: number; timer?: ReturnType<typeof setTimeout>; isArmed?: boolean } | null = null
  const cancel = () => {
    clearTimeout(pressed?.timer)
    pressed = null
  }
  return {
    down() {
      cancel()
      const press: NonNullable<typeof pressed> = { mode: mode(), at: now() }
      pressed = press
      if (press.mode === 'send') send()
      else if (press.mode === 'nothing') sayNothing()
      else if (press.mode === 'locked')
        press.timer = setTimeout(() => {
          press.isArmed = true
          arm()
        }, longPressMs)
    },
    up() {
      if (!pressed) return
      const { mode: was, at, isArmed } = pressed
      cancel()
      const isShort = now() - at < longPressMs
      if (was === 'armed' && isShort) send()
      if (was === 'locked' && !isArmed) {
        if (isShort) sayLocked()
        else arm()
      }
    },
    /** The key left the page or the profile while it was held. */
    cancel,
  }
}
