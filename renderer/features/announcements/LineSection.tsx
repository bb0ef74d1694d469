import { X } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { useTellFailure } from './aside.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { LineControls } from './LineControls.tsx'
import { LineRow } from './LineRow.tsx'
import { Notice } from './Notice.tsx'
import { Section } from './Section.tsx'
import { SortableList } from './SortableList.tsx'
import { haltLine, moveLinedUp, useUpNext } from './up-next-store.ts'
import { useTimeOfDay } from './when-words.ts'

/** Posted one by one: by hand, or one every so often. */
export function LineSection() {
  const words = useWords('announcements')
  const time = useTimeOfDay()
  const { items, run, halted } = useUpNext()
  const tellFailure = useTellFailure()
  const timeOf = (position: number) =>
    run && new Date(Date.parse(run.nextAt) + position * run.everySeconds * 1_000).toISOString()
  return (
    <Section title={words('upNext.linedUp')} count={items.length}>
      {halted !== null && (
        <Notice
          action={
            <IconButton
              label={words('upNext.understood')}
              icon={<X />}
              onClick={() => void haltLine().catch(tellFailure)}
            />
          }
        >
          {words(`upNext.halted.${halted.because}`, { time: time(halted.at) })}
        </Notice>
      )}
      {items.length === 0 ? (
        <p className="text-ink-3">{words('upNext.empty')}</p>
      ) : (
        <>
          <LineControls />
          <SortableList
            items={items}
            label={words('upNext.linedUp')}
            nameOf={({ text }) => text}
            onMove={(id, to) => void moveLinedUp(id, to).catch(tellFailure)}
          >
            {(item, position, handle) => <LineRow item={item} at={timeOf(position)} handle={handle} />}
          </SortableList>
        </>
      )}
    </Section>
  )
}
