import { isLiveArmed } from '../../../shared/domain/arming.ts'
import { useState, type KeyboardEvent } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { useStatus } from '../status/store.ts'
import { KeyButton } from './KeyButton.tsx'
import { keyBlockedReason, blockedReasons } from './blocked-reason.ts'
import { type KeyStatus, statusOfKey } from './key-status.ts'
import { timesOf } from './press.ts'
import { stepThrough, useColumns } from './grid-layout.ts'
import { useDeck } from './store.ts'
import { useUnlisted } from './use-unlisted.ts'
import { useShallow } from 'zustand/react/shallow'
import { useConnection } from '../../platform/connection.ts'

interface KeyGridProps {
  keys: readonly DeckKey[]
  keyStatuses: ReadonlyMap<string, KeyStatus>
}

/** Renders the keys as a grid that has one tab stop. Arrow keys move the focus inside the grid. */
export function KeyGrid({ keys, keyStatuses }: KeyGridProps) {
  const t = useTranslate('deck')
  const blocked = useBlockedReasons()
  const isUnlisted = useUnlisted()
  const armed = useStatus(({ status }) => isLiveArmed(status))
  const pressing = useDeck((deck) => deck.pressing)
  const multiplier = useDeck((deck) => deck.multiplier)
  const [current, setCurrent] = useState(0)
  const { grid, columns, compact } = useColumns()
  const reachable = Math.min(current, keys.length - 1)

  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const next = stepThrough(event.key, reachable, columns, keys.length)
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    grid.current?.querySelectorAll<HTMLButtonElement>('[data-key]')[next]?.focus()
  }

  const rows = Array.from({ length: Math.ceil(keys.length / columns) }, (_, row) =>
    keys.slice(row * columns, (row + 1) * columns),
  )
  return (
    <div ref={grid}>
      <table
        // The table element provides rows and cells. The grid role says that arrow keys move inside the table.
        role="grid"
        aria-label={t('grid')}
        onKeyDown={move}
        className="w-full table-fixed border-separate border-spacing-2"
      >
        <colgroup>
          <col span={columns} />
        </colgroup>
        <tbody>
          {rows.map((row, y) => (
            <tr key={row[0]?.id}>
              {row.map((key, x) => {
                const position = y * columns + x
                const times = timesOf(key, multiplier)
                return (
                  <td key={key.id} className="p-0">
                    <KeyButton
                      deckKey={key}
                      position={position}
                      times={times}
                      keyStatus={statusOfKey(keyStatuses, key)}
                      pressed={(pressing[key.id] ?? 0) > 0}
                      why={keyBlockedReason(key, times, blocked)}
                      unlisted={isUnlisted(key)}
                      armed={armed}
                      compact={compact}
                      reachable={position === reachable}
                      onReach={setCurrent}
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/**
 * Returns why the keys of each vendor are blocked. The object keeps its identity while no reason changes, so that a
 * busy lane does not render the keys again.
 */
export function useBlockedReasons() {
  const connectionState = useConnection(({ state }) => state)
  return useStatus(useShallow(({ status }) => blockedReasons(connectionState, status)))
}
