import { isArmed } from '../../../shared/domain/arming.ts'
import { isDisconnected, useConnection } from '../../platform/connection.ts'
import { openDialog, focusPanel } from '../../platform/navigation.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { inReach } from '../../ui/in-reach.ts'
import { PairingButton } from '../devices/PairingButton.tsx'
import { OnAirButton } from '../on-air/OnAirButton.tsx'
import { useOnAir } from '../on-air/store.ts'
import { RoomButton } from '../rooms/RoomButton.tsx'
import { ConnectionDot } from './ConnectionDot.tsx'
import { LaneMeters } from './LaneMeters.tsx'
import { StopButton } from './StopBar.tsx'
import { useStatus } from './store.ts'
import { Ellipsis, FlaskConical, Lock, LockOpen, ToyBrick, Pause } from 'lucide-react'
import { lazyMenu } from '../../platform/lazy.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { Environment } from '../../../shared/contract/fields.ts'
import { softTone } from '../../ui/tones.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import type { Status } from '../../../shared/contract/status.ts'
import { useFormat } from '../../i18n/format.ts'
import { chooseFilter } from '../activity/store.ts'
import { Button } from '../../ui/Button.tsx'

/**
 * Renders the status bar. It is one line in a wide window. In a dock the connections and the queue are below the room,
 * and the meters are hidden.
 */
export function StatusBar() {
  const t = useTranslate('status')
  const status = useStatus((state) => state.status)
  const connectionState = useConnection(({ state }) => state)
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-2 px-2 pt-2 cockpit:h-12 cockpit:gap-x-3 cockpit:flex-nowrap cockpit:pt-0">
      <h1 className="sr-only">Giftdeck</h1>
      <div className="order-1 flex min-w-0 flex-1 flex-wrap items-center gap-x-2 cockpit:flex-initial cockpit:flex-nowrap">
        <img src="/icon.svg" alt="" className="-mr-1 hidden size-5 shrink-0 cockpit:block" />
        <RoomButton />
        {status !== null && (
          <EnvironmentChip
            environment={status.environment}
            armed={isArmed(status)}
            onOpenSandbox={() => openDialog('sandbox')}
          />
        )}
      </div>
      <div className="order-3 flex min-h-8 w-full min-w-0 flex-wrap items-center gap-x-2 overflow-hidden px-1 cockpit:order-2 cockpit:h-8 cockpit:w-auto cockpit:flex-1 cockpit:flex-nowrap wide:gap-x-3">
        {connectionState === 'open' && status !== null ? (
          <>
            <OnAirButton />
            {status.connections.map((connection) => (
              <ConnectionDot key={connection.vendor} connection={connection} />
            ))}
            <LaneMeters lanes={status.lanes} />
            <span className="ml-auto flex shrink-0 items-center gap-2 cockpit:ml-0">
              <PairingButton />
              <QueueDepth status={status} />
            </span>
          </>
        ) : (
          <p className="flex items-center gap-2 text-warn">
            <span aria-hidden className="size-2 rounded-[2px] bg-warn" />
            {t(isDisconnected(connectionState) ? `line.${connectionState}Short` : 'line.connecting')}
          </p>
        )}
      </div>
      <div className="order-2 flex items-center gap-2 cockpit:order-3">
        <OptionsButton />
        <span {...inReach}>
          <StopButton />
        </span>
      </div>
    </header>
  )
}

const LazyOptionsMenu = lazyMenu(async () => (await import('./OptionsMenu.tsx')).OptionsMenu)

function OptionsButton() {
  const t = useTranslate('status')
  return <LazyOptionsMenu trigger={<IconButton label={t('options')} icon={<Ellipsis />} />} />
}

interface EnvironmentChipProps {
  environment: Environment
  armed: boolean
  /** The sandbox's chip opens the sandbox panel. */
  onOpenSandbox: () => void
}

const chipStyle =
  'flex h-6 min-w-18 max-w-full shrink-0 items-center justify-center gap-1.5 rounded-full px-2.5 font-semibold tracking-wide [&_svg]:size-3.5 [&_svg]:shrink-0'

function EnvironmentChip({ environment, armed, onOpenSandbox }: EnvironmentChipProps) {
  const t = useTranslate('status')
  const tone = environment === 'live' && armed ? 'bg-live-fill text-on-live' : softTone[environment]
  const Icon = environment === 'live' ? (armed ? LockOpen : Lock) : environment === 'test' ? FlaskConical : ToyBrick
  const word = (
    <>
      {/* In a dock the sandbox's icon is hidden to leave its space to the room's name. */}
      <Icon aria-hidden className={environment === 'sandbox' ? 'hidden cockpit:block' : ''} />
      <span className="truncate">{t(`environment.${environment}`)}</span>
    </>
  )
  if (environment === 'sandbox')
    return (
      <Tooltip label={t('sandbox.open')}>
        <button type="button" onClick={onOpenSandbox} className={`${chipStyle} ${tone} hover:brightness-115`}>
          {word}
        </button>
      </Tooltip>
    )
  return <span className={`${chipStyle} ${tone}`}>{word}</span>
}

/** Renders how many sends are queued, how long they will take, and how many wait for the host's decision. */
function QueueDepth({ status }: { status: Status }) {
  const t = useTranslate('status')
  const { number, duration } = useFormat()
  const queued = status.lanes.reduce((sum, lane) => sum + lane.queued, 0)
  const hasOnAirButton = useOnAir(({ state }) => state !== 'unknown')
  const drainMs = Math.max(0, ...status.lanes.map((lane) => lane.drainMs))
  return (
    <>
      <span className={`whitespace-nowrap ${queued > 0 ? 'text-busy' : 'text-ink-3'}`}>
        {t('queue', { queued: number(queued) })}
        {queued > 0 && (
          // In a dock the duration is hidden if sends are held, because both do not fit on one line.
          // In the narrowest dock it is also hidden beside the button of the broadcast.
          <span className={status.held > 0 ? 'max-cockpit:sr-only' : hasOnAirButton ? 'max-[319px]:sr-only' : ''}>
            {' '}
            · {duration(drainMs)}
          </span>
        )}
      </span>
      {status.held > 0 && (
        <Button
          size="s"
          onClick={() => {
            chooseFilter('held')
            focusPanel('activity')
          }}
        >
          <Pause aria-hidden />
          {t('held', { held: number(status.held) })}
        </Button>
      )}
    </>
  )
}
