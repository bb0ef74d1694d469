import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useConnection } from '../../app/connection.ts'
import { useWords } from '../../i18n/words.ts'
import { useStatus } from '../status/store.ts'
import { KeyButton } from './KeyButton.tsx'
import { giftOfKey } from './gift-id.ts'
import { hindrance, isArmed } from './hindrance.ts'
import type { Mark } from './marks.ts'
import { noMark } from './marks.ts'
import { stepThrough } from './step-through.ts'
import { useDeck } from './store.ts'
import { useColumns } from './use-columns.ts'

interface KeyGridProps {
  keys: readonly DeckKey[]
  marks: ReadonlyMap<string, Mark>
}

/** One tab stop; arrows move inside it. */
export function KeyGrid({ keys, marks }: KeyGridProps) {
  const words = useWords('deck')
  const line = useConnection(({ state }) => state)
  const status = useStatus((state) => state.status)
  const pressing = useDeck((deck) => deck.pressing)
  const [current, setCurrent] = useState(0)
  const { grid, columns } = useColumns()
  const reachable = Math.min(current, keys.length - 1)

  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    // Browsers click a button again and again while Enter is held.
    if (event.repeat && event.key === 'Enter') event.preventDefault()
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
        // A table brings its rows and cells; the grid role adds that arrows move inside it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        aria-label={words('grid')}
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
                return (
                  <td key={key.id} className="p-0">
                    <KeyButton
                      deckKey={key}
                      position={position}
                      mark={marks.get(giftOfKey(key)) ?? noMark}
                      pressed={(pressing[key.id] ?? 0) > 0}
                      why={hindrance(line, status, key.vendor)}
                      armed={status?.environment === 'live' && isArmed(status)}
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
