import type { DeckKey, KeyGift } from '../../../../shared/contract/deck.ts'
import { deckKeySchema } from '../../../../shared/contract/deck.ts'
import { tencentGiftId } from '../../../../shared/contract/fields.ts'
import { byField, problemsOf } from '../../../platform/field-issues.ts'

/** A key in the editor: its gift or name may still be missing. */
export type KeyDraft = DeckKey

const standardIcon = '🎁'

export const emptyDraft = (): KeyDraft => ({ id: crypto.randomUUID(), label: '', icon: standardIcon, gifts: [] })

/**
 * Sets the nth gift of a key. The key gets the gift's name, and its icon from another key, unless the host has chosen
 * a name or an icon.
 */
export function withGift(
  draft: KeyDraft,
  nth: number,
  gift: KeyGift,
  known: { name?: string; icon?: string | undefined } = {},
): KeyDraft {
  const gifts = nth < draft.gifts.length ? draft.gifts.with(nth, gift) : [...draft.gifts, gift]
  const label = draft.label.trim() === '' ? (known.name ?? '').slice(0, 40) : draft.label
  const icon = draft.icon === standardIcon ? (known.icon ?? standardIcon) : draft.icon
  return { ...draft, gifts, label, icon }
}

/** Returns the errors by field; empty if the key can be saved. It also checks Tencent's rule for gift ids. */
export function draftProblems(draft: KeyDraft): Record<string, string> {
  const found = deckKeySchema.safeParse({ ...draft, label: draft.label.trim(), icon: draft.icon.trim() })
  const ids = draft.gifts.flatMap(({ vendor, giftId }, nth) => {
    const wrong = vendor === 'tencent' ? tencentGiftId.safeParse(giftId).error?.issues[0] : undefined
    return wrong === undefined ? [] : [{ field: `gifts.${nth}.giftId`, message: wrong.message }]
  })
  return { ...byField(ids), ...(found.error && problemsOf(found.error)) }
}

/** Reads the digits of a typed number; undefined if there are none. */
export const numberOf = (text: string): number | undefined => {
  const digits = text.replaceAll(/\D/g, '').slice(0, 12)
  return digits === '' ? undefined : Number(digits)
}
