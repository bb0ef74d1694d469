import type { CallFailed } from '../giftdeck-client/call.ts'
import type { View } from '../giftdeck-client/view.ts'
import { isRunning, type SendState } from '../../shared/domain/send-states.ts'
import type { KeyFace } from './key-image.ts'
import { errorText, type Translate } from './texts.ts'

/** The last press of one key of this device. */
export interface OwnPress {
  at: number
  /** The ids of its sends, once Giftdeck has recorded them. */
  ids: readonly string[]
  error?: Pick<CallFailed, 'code' | 'status'>
}

/** How long the end of a press is shown large. After that it stays as a small mark until the next press. */
const shownMs = { delivered: 4_000, other: 10_000 }

export interface PressOutcome extends Pick<KeyFace, 'state' | 'text'> {
  corner?: NonNullable<KeyFace['corner']>
  isShownLarge: boolean
}

const failed: readonly SendState[] = ['refused', 'dropped', 'expired', 'cancelled']

/** What became of the last press of this device. An unknown send may become delivered later. */
export function outcomeOf(press: OwnPress, view: View, t: Translate, now: number): PressOutcome {
  const age = now - press.at
  const isShownLarge = age < shownMs.other
  if (press.error) {
    const { code, status } = press.error
    // Without a code there was no answer of Giftdeck, so nobody knows whether the press arrived.
    if (code === null && status === null)
      return { state: 'unknown', text: t('noAnswer'), corner: 'question', isShownLarge }
    if (code === 'LOCKED') return { state: 'locked', text: t('error.LOCKED'), isShownLarge }
    return { state: 'failed', text: errorText(t, code ?? ''), corner: 'cross', isShownLarge }
  }
  const states = press.ids.map((id) => view.receipt(id)?.state ?? 'queued')
  const is = (state: SendState) => states.includes(state)
  if (press.ids.length === 0 || states.some(isRunning))
    return {
      state: 'running',
      text: t(press.ids.length > 0 && is('queued') ? 'queued' : 'sending'),
      isShownLarge: true,
    }
  if (is('unknown')) return { state: 'unknown', text: t('unknown'), corner: 'question', isShownLarge }
  const bad = failed.find(is)
  const count = states.filter((state) => state === 'delivered').length
  if (bad !== undefined) {
    const text = count > 0 ? t('someDelivered', { count, all: states.length }) : t(bad as 'refused')
    return { state: 'failed', text, corner: 'cross', isShownLarge }
  }
  if (is('held')) return { state: 'held', text: t('held'), corner: 'pause', isShownLarge }
  return { state: 'delivered', text: t('delivered'), corner: 'tick', isShownLarge: age < shownMs.delivered }
}
