import { useCallback } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import type { KeyHindrance } from './hindrance.ts'
import type { Mark } from './marks.ts'

/** What stands on a key, and what a screen reader says of it. */
export function useKeyWords() {
  const words = useWords('deck')
  const app = useWords('app')
  const { number } = useFormat()

  const small = useCallback(
    ({ gifts }: Pick<DeckKey, 'gifts'>, times: number) => {
      const [one, other] = gifts
      const coins = other === undefined ? one?.coins : undefined
      return [
        ...(times === 1 ? [] : [`×${number(times)}`]),
        ...(other !== undefined ? [words('both')] : one?.vendor === 'zego' ? [app('vendor.zego')] : []),
        ...(coins === undefined ? [] : [words('price', { coins: number(coins) })]),
      ].join(' · ')
    },
    [words, app, number],
  )

  /** Why it cannot fire; a key of two gifts names the one in the way. */
  const reason = useCallback(
    ({ gifts }: Pick<DeckKey, 'gifts'>, { vendor, hindrance }: KeyHindrance) => {
      const why = words(`why.${hindrance}`)
      return gifts.length > 1 ? words('whyOf', { vendor: app(`vendor.${vendor}`), why }) : why
    },
    [words, app],
  )

  const spoken = useCallback(
    (key: DeckKey, of: { times: number; mark: Mark; why: string | null }) => {
      const { label, gifts } = key
      const coins = gifts.length === 1 ? gifts[0]?.coins : undefined
      return [
        label,
        ...(of.times === 1 ? [] : [words('times', { times: number(of.times) })]),
        ...(gifts.length > 1 ? [words('bothSpoken')] : []),
        ...(coins === undefined ? [] : [words('coins', { coins: number(coins), count: coins })]),
        ...(of.why === null ? [] : [of.why]),
        ...(of.mark.running > 0 ? [words('running', { count: of.mark.running })] : []),
        ...(of.mark.trouble === undefined ? [] : [words('troubled', { count: of.mark.troubles })]),
      ].join(', ')
    },
    [words, number],
  )
  return { small, reason, spoken }
}
