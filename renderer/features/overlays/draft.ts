import type { Overlay, OverlaySettings } from '../../../shared/contract/overlays.ts'
import { hasBaseline } from '../../../shared/domain/goals.ts'
import type { Language } from '../../i18n/i18n.ts'

/** An overlay in the form. */
export interface OverlayDraft extends Omit<OverlaySettings, 'goal' | 'count'> {
  name: string
  /** Empty = the first goal of the room. */
  goal: string
  count: Omit<OverlaySettings['count'], 'receiver'> & {
    /** Empty = the room's own receiver. */
    receiver: string
  }
}

export const newDraft = (room: string, language: Language): OverlayDraft => ({
  name: '',
  room,
  look: 'card',
  language,
  show: { goal: true, count: true, alerts: true },
  goal: '',
  count: { receiver: '', measure: 'gifts', from: 'session', count: 'everyone' },
})

export const draftOf = ({ name, room, look, language, show, goal, count }: Overlay): OverlayDraft => ({
  name,
  room,
  look,
  language,
  show,
  goal: goal ?? '',
  count: { ...count, receiver: count.receiver ?? '' },
})

/** Returns what is stored. Our own gifts are left out only where that is possible. */
export function settingsOf({ goal, count, ...rest }: OverlayDraft): OverlaySettings & { name: string } {
  const { receiver, ...counted } = count
  return {
    ...rest,
    name: rest.name.trim(),
    ...(goal !== '' && { goal }),
    count: {
      ...counted,
      ...(receiver !== '' && { receiver }),
      count: hasBaseline(counted) ? counted.count : 'everyone',
    },
  }
}
