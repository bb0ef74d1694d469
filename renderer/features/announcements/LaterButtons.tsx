import { History, ListOrdered, TriangleAlert } from 'lucide-react'
import { openDialog } from '../../platform/navigation.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useTimeOfDay } from './format-schedule.ts'
import { useSchedules, useUpNext } from './stores.ts'

/** Renders a short summary of the announcement queue, with links to the queue and to the past posts. */
export function LaterButtons() {
  const t = useTranslate('announcements')
  const time = useTimeOfDay()
  const next = useNextUp()
  const needsTheHost = next.kind === 'halted' || next.kind === 'off' || next.kind === 'both'
  const open = () => openDialog('announcements.upNext')
  return (
    <>
      {next.kind === 'nothing' ? (
        <IconButton label={t('upNext.title')} icon={<ListOrdered />} onClick={open} />
      ) : (
        <Tooltip label={t('upNext.title')}>
          <Button variant="quiet" size="s" className={needsTheHost ? 'h-7 text-warn' : 'h-7'} onClick={open}>
            {needsTheHost ? <TriangleAlert aria-hidden /> : <ListOrdered aria-hidden />}
            {summary(next)}
          </Button>
        </Tooltip>
      )}
      <IconButton label={t('history.title')} icon={<History />} onClick={() => openDialog('announcements.history')} />
    </>
  )

  function summary(of: Exclude<NextUp, { kind: 'nothing' }>) {
    switch (of.kind) {
      case 'at':
        return t('upNext.nextAt', { time: time(of.at) })
      case 'lined-up':
        return t('upNext.count', { count: of.count })
      case 'halted':
      case 'off':
      case 'both':
        return t(`upNext.short.${of.kind}`)
    }
  }
}

/** The summary for the strip. The most urgent fact comes first. */
type NextUp =
  | { kind: 'halted' }
  | { kind: 'both' }
  | { kind: 'at'; at: string }
  | { kind: 'off' }
  | { kind: 'lined-up'; count: number }
  | { kind: 'nothing' }

function useNextUp(): NextUp {
  const scheduled = useSchedules(({ items }) => items.find(({ nextAt }) => nextAt !== null)?.nextAt ?? null)
  const isOff = useSchedules(({ items }) => items.some(({ offBecause }) => offBecause !== null))
  const runs = useUpNext(({ run }) => run?.nextAt ?? null)
  const isHalted = useUpNext(({ halted }) => halted !== null)
  const count = useUpNext(({ items }) => items.length)
  if (isHalted) return { kind: isOff ? 'both' : 'halted' }
  const [first] = [scheduled, runs].filter((at) => at !== null).toSorted()
  if (first !== undefined) return { kind: 'at', at: first }
  if (isOff) return { kind: 'off' }
  return count > 0 ? { kind: 'lined-up', count } : { kind: 'nothing' }
}
