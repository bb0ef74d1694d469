import { isCut, useConnection } from '../../app/connection.ts'
import { openDialog } from '../../app/dialogs.ts'
import { useWords } from '../../i18n/words.ts'
import { isArmed } from '../deck/hindrance.ts'
import { inReach } from '../../ui/in-reach.ts'
import { RoomButton } from '../rooms/RoomButton.tsx'
import { ConnectionDot } from './ConnectionDot.tsx'
import { EnvironmentChip } from './EnvironmentChip.tsx'
import { LaneMeters } from './LaneMeters.tsx'
import { OptionsButton } from './OptionsButton.tsx'
import { QueueDepth } from './QueueDepth.tsx'
import { StopButton } from './StopButton.tsx'
import { useStatus } from './store.ts'

/** Wide: one line. In a dock the lines and the queue move under the room, and the meters give way. */
export function StatusBar() {
  const words = useWords('status')
  const status = useStatus((state) => state.status)
  const line = useConnection(({ state }) => state)
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
        {line === 'open' && status !== null ? (
          <>
            {status.connections.map((connection) => (
              <ConnectionDot key={connection.vendor} connection={connection} />
            ))}
            <LaneMeters lanes={status.lanes} />
            <span className="ml-auto flex shrink-0 items-center gap-2 cockpit:ml-0">
              <QueueDepth status={status} />
            </span>
          </>
        ) : (
          <p className="flex items-center gap-2 text-warn">
            <span aria-hidden className="size-2 rounded-[2px] bg-warn" />
            {words(isCut(line) ? `line.${line}Short` : 'line.connecting')}
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
