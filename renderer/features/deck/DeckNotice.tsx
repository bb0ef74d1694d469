import { CircleAlert, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { useSentence } from '../../i18n/sentence.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { showSend } from '../activity/store.ts'
import { connectionOf, useStatus } from '../status/store.ts'
import { lookedAt } from './looked-at.ts'
import type { Mark } from './marks.ts'
import { clearBlocked, useDeck } from './store.ts'
import type { Blocked } from './store.ts'
import { useGiftName } from './use-gift-name.ts'

/** Says at the deck why a press did not become a send, or how one ended badly. */
export function DeckNotice({ marks }: { marks: ReadonlyMap<string, Mark> }) {
  const blocked = useDeck((deck) => deck.blocked)
  const troubled = [...marks.values()].filter(({ trouble }) => trouble !== undefined)
  const newest = troubled.toSorted((a, b) => (b.trouble?.seq ?? 0) - (a.trouble?.seq ?? 0))[0]
  return (
    <div role="alert" className="empty:hidden">
      {blocked !== null ? <BlockedPress blocked={blocked} /> : newest !== undefined && <Trouble mark={newest} />}
    </div>
  )
}

const Line = ({ icon, children, actions }: { icon: ReactNode; children: ReactNode; actions: ReactNode }) => (
  <div className="flex animate-appear items-start gap-2 rounded-m bg-bad-soft py-1 pr-1 pl-2 [&>svg]:mt-1 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-bad">
    {icon}
    <p className="min-w-0 flex-1 py-0.5">{children}</p>
    <div className="flex shrink-0 items-center">{actions}</div>
  </div>
)

function BlockedPress({ blocked }: { blocked: Blocked }) {
  const words = useWords('deck')
  const explain = useExplain()
  const status = useStatus((state) => state.status)
  const app = useWords('app')
  const vendor = 'error' in blocked ? undefined : blocked.vendor
  const trouble = useSentence(vendor && connectionOf(status, vendor)?.trouble?.reason)
  const why =
    'error' in blocked
      ? explain(blocked.error)
      : blocked.hindrance === 'paused' && trouble !== undefined
        ? `${trouble.happened} ${trouble.advice}`
        : words(`explain.${blocked.hindrance}`)
  const isHalf = vendor !== undefined && blocked.key.gifts.length > 1 && isOfOneVendor(blocked)
  return (
    <Line
      icon={<CircleAlert aria-hidden />}
      actions={<IconButton label={words('dismiss')} icon={<X />} onClick={clearBlocked} />}
    >
      <strong className="font-semibold">{blocked.key.label}</strong> {why}
      {isHalf && ` ${words('explain.both', { vendor: app(`vendor.${vendor}`) })}`}
    </Line>
  )
}

/** A lost line and STOP stand in the way of both gifts; the rest is one connection's. */
const isOfOneVendor = (blocked: Blocked) =>
  'hindrance' in blocked && ['noConnection', 'needsSecrets', 'paused'].includes(blocked.hindrance)

function Trouble({ mark }: { mark: Mark }) {
  const words = useWords('deck')
  const state = useWords('app')
  const nameOf = useGiftName()
  const { trouble, troubles } = mark
  const sentence = useSentence(trouble?.reason)
  if (trouble === undefined) return null
  return (
    <Line
      icon={<TriangleAlert aria-hidden />}
      actions={
        <>
          <Button look="quiet" size="s" onClick={() => showSend(trouble)}>
            {words('show')}
          </Button>
          <IconButton label={words('dismiss')} icon={<X />} onClick={() => lookedAt(trouble)} />
        </>
      }
    >
      <strong className="font-semibold">
        {words('trouble', { name: nameOf(trouble), state: state(`state.${trouble.state}`) })}
      </strong>
      {troubles > 1 && ` ${words('more', { count: troubles - 1 })}`}{' '}
      <span className="text-ink-2">{sentence?.happened ?? trouble.message}</span>
    </Line>
  )
}
