import { useCallback } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import type { KeyBlockedReason } from './blocked-reason.ts'
import type { KeyStatus } from './key-status.ts'

/** Returns the price of a press. The coins of two vendors are not added up. */
const coinsOf = (gifts: DeckKey['gifts'], times: number) => {
  const coins = gifts.length === 1 ? gifts[0]?.coins : undefined
  return coins === undefined ? undefined : coins * times
}

/** Returns functions for the texts of a key: the small line on it, why it is blocked, and its accessible name. */
export function useKeyLabels() {
  const t = useTranslate('deck')
  const app = useTranslate('app')
  const { number, short } = useFormat()

  const small = useCallback(
    ({ gifts }: Pick<DeckKey, 'gifts'>, times: number) => {
      const [one, other] = gifts
      const coins = coinsOf(gifts, times)
      return [
        ...(times === 1 ? [] : [`×${number(times)}`]),
        ...(other !== undefined ? [t('both')] : one?.vendor === 'zego' ? [app('vendor.zego')] : []),
        ...(other === undefined && (one?.value ?? 1) > 1 ? [t('pieces', { value: number(one?.value ?? 1) })] : []),
        ...(coins === undefined ? [] : [t('price', { coins: short(coins) })]),
      ].join(' · ')
    },
    [t, app, number, short],
  )

  /** Returns why a key cannot fire. For a key with two gifts it names the vendor that is blocked. */
  const reason = useCallback(
    ({ gifts }: Pick<DeckKey, 'gifts'>, why: KeyBlockedReason) => {
      if (why.blockedReason === 'overCap') return t('why.overCap', { most: number(why.most) })
      const sentence = t(`why.${why.blockedReason}`)
      return gifts.length > 1 ? t('whyOf', { vendor: app(`vendor.${why.vendor}`), why: sentence }) : sentence
    },
    [t, app, number],
  )

  const spoken = useCallback(
    (key: DeckKey, of: { times: number; keyStatus: KeyStatus; why: string | null }) => {
      const { label, gifts } = key
      const coins = coinsOf(gifts, of.times)
      return [
        label,
        ...(of.times === 1 ? [] : [t('times', { times: number(of.times) })]),
        ...(gifts.length > 1 ? [t('bothSpoken')] : []),
        ...(coins === undefined ? [] : [t('coins', { coins: number(coins), count: coins })]),
        ...(of.why === null ? [] : [of.why]),
        ...(of.keyStatus.running > 0 ? [t('running', { count: of.keyStatus.running })] : []),
        ...(of.keyStatus.trouble === undefined ? [] : [t('troubled', { count: of.keyStatus.troubles })]),
      ].join(', ')
    },
    [t, number],
  )
  return { small, reason, spoken }
}
