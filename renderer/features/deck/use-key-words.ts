import { useCallback } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/translate.ts'
import type { KeyHindrance } from './blocked-reason.ts'
import type { Mark } from './key-status.ts'

/** What a press costs. Two vendors' coins are not added up. */
const coinsOf = (gifts: DeckKey['gifts'], times: number) => {
  const coins = gifts.length === 1 ? gifts[0]?.coins : undefined
  return coins === undefined ? undefined : coins * times
}

/** What stands on a key, and what a screen reader says of it. */
export function useKeyWords() {
  const words = useWords('deck')
  const app = useWords('app')
  const { number, short } = useFormat()

  const small = useCallback(
    ({ gifts }: Pick<DeckKey, 'gifts'>, times: number) => {
      const [one, other] = gifts
      const coins = coinsOf(gifts, times)
      return [
        ...(times === 1 ? [] : [`×${number(times)}`]),
        ...(other !== undefined ? [words('both')] : one?.vendor === 'zego' ? [app('vendor.zego')] : []),
        ...(other === undefined && (one?.value ?? 1) > 1 ? [words('pieces', { value: number(one?.value ?? 1) })] : []),
        ...(coins === undefined ? [] : [words('price', { coins: short(coins) })]),
      ].join(' · ')
    },
    [words, app, number, short],
  )

  /** Why it cannot fire; a key of two gifts names the one in the way. */
  const reason = useCallback(
    ({ gifts }: Pick<DeckKey, 'gifts'>, why: KeyHindrance) => {
      if (why.hindrance === 'overCap') return words('why.overCap', { most: number(why.most) })
      const says = words(`why.${why.hindrance}`)
      return gifts.length > 1 ? words('whyOf', { vendor: app(`vendor.${why.vendor}`), why: says }) : says
    },
    [words, app, number],
  )

  const spoken = useCallback(
    (key: DeckKey, of: { times: number; mark: Mark; why: string | null }) => {
      const { label, gifts } = key
      const coins = coinsOf(gifts, of.times)
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
