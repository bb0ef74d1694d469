import { CircleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Receipt } from '../../../shared/contract/send.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { useGap, useTranslate } from '../../i18n/translate.ts'
import { useSendSentence, useSentence } from '../../i18n/sentence.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { stateLook } from '../../ui/Chip.tsx'
import { softTone, type Tone } from '../../ui/tones.ts'
import { showSend } from '../activity/store.ts'
import { connectionOf, useStatus } from '../status/store.ts'
import { giftIdentity, giftOfReceipt, lookedAt, useGiftName } from './gift-names.ts'
import { statusOfKey, type KeyStatus } from './key-status.ts'
import { clearBlocked, useDeck, type Blocked } from './store.ts'

type Marks = ReadonlyMap<string, KeyStatus>

/** Renders, below the deck, why the last press made no send, or why a send failed. */
export function DeckNotice({ keyStatuses }: { keyStatuses: Marks }) {
  const blocked = useDeck((deck) => deck.blocked)
  const troubled = [...keyStatuses.values()].filter(({ trouble }) => trouble !== undefined)
  const newest = troubled.toSorted((a, b) => (b.trouble?.seq ?? 0) - (a.trouble?.seq ?? 0))[0]
  return (
    <div role="alert" className="empty:hidden">
      {blocked !== null ? (
        <BlockedPress blocked={blocked} />
      ) : (
        newest !== undefined && <Trouble keyStatus={newest} keyStatuses={keyStatuses} />
      )}
    </div>
  )
}

interface LineProps {
  tone: Tone
  icon: ReactNode
  children: ReactNode
  actions: ReactNode
}

const Line = ({ tone, icon, children, actions }: LineProps) => (
  <div
    className={`flex animate-appear items-start gap-2 rounded-m py-1 pr-1 pl-2 ${softTone[tone]} [&>svg]:mt-1 [&>svg]:size-4 [&>svg]:shrink-0`}
  >
    {icon}
    <p className="min-w-0 flex-1 py-0.5 text-ink">{children}</p>
    <div className="flex shrink-0 items-center">{actions}</div>
  </div>
)

function BlockedPress({ blocked }: { blocked: Blocked }) {
  const t = useTranslate('deck')
  const explain = useExplain()
  const gap = useGap()
  const { number } = useFormat()
  const status = useStatus((state) => state.status)
  const app = useTranslate('app')
  const vendor = 'why' in blocked && 'vendor' in blocked.why ? blocked.why.vendor : undefined
  const trouble = useSentence(vendor && connectionOf(status, vendor)?.trouble?.reason)
  const why =
    'error' in blocked
      ? explain(blocked.error)
      : blocked.why.blockedReason === 'overCap'
        ? t('explain.overCap', { most: number(blocked.why.most) })
        : blocked.why.blockedReason === 'paused' && trouble !== undefined
          ? `${trouble.happened}${gap}${trouble.advice}`
          : t(`explain.${blocked.why.blockedReason}`)
  const isHalf = vendor !== undefined && blocked.key.gifts.length > 1 && isOfOneVendor(blocked)
  return (
    <Line
      tone="bad"
      icon={<CircleAlert aria-hidden />}
      actions={<IconButton label={t('dismiss')} icon={<X />} onClick={clearBlocked} />}
    >
      <strong className="font-semibold">
        {blocked.key.label}
        {blocked.times > 1 && ` ×${number(blocked.times)}`}
        {'error' in blocked && ' ·'}
      </strong>{' '}
      {why}
      {isHalf && `${gap}${t('explain.both', { vendor: app(`vendor.${vendor}`) })}`}
    </Line>
  )
}

/** True if the reason concerns the connection of one vendor. A lost connection to Giftdeck and STOP concern both. */
const isOfOneVendor = (blocked: Blocked) =>
  'why' in blocked && ['noConnection', 'needsSecrets', 'paused'].includes(blocked.why.blockedReason)

function Trouble({ keyStatus, keyStatuses }: { keyStatus: KeyStatus; keyStatuses: Marks }) {
  const t = useTranslate('deck')
  const state = useTranslate('app')
  const nameOf = useGiftName()
  const gap = useGap()
  const { trouble, troubles } = keyStatus
  const others = useOtherTroubles(keyStatuses, trouble)
  const sentence = useSendSentence(trouble)
  if (trouble === undefined) return null
  const { tone, icon: Icon } = stateLook[trouble.state]
  return (
    <Line
      tone={tone}
      icon={<Icon aria-hidden />}
      actions={
        <>
          <Button variant="quiet" size="s" onClick={() => showSend(trouble)}>
            {t('show')}
          </Button>
          <IconButton label={t('dismiss')} icon={<X />} onClick={() => lookedAt(trouble)} />
        </>
      }
    >
      <strong className="font-semibold">
        {t('trouble', {
          name: nameOf(trouble),
          state: state(`state.${trouble.state}`),
          more: troubles > 1 ? t('more', { count: troubles - 1 }) : '',
          others: others > 0 ? t('others', { count: others }) : '',
        })}
      </strong>
      {gap}
      <span className="text-ink-2">{sentence?.happened ?? trouble.message}</span>
    </Line>
  )
}

/** Returns how many keys of the deck, besides that of the reported gift, have failures the host has not seen. */
function useOtherTroubles(keyStatuses: Marks, reported: Receipt | undefined) {
  const keys = useDeck((deck) => deck.keys) ?? []
  const gift = reported?.gift === undefined ? undefined : giftOfReceipt(reported, reported.gift)
  return keys.filter(
    (key) =>
      statusOfKey(keyStatuses, key).trouble !== undefined && !key.gifts.some((one) => giftIdentity(one) === gift),
  ).length
}
