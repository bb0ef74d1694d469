import { History, ListOrdered, TriangleAlert } from 'lucide-react'
import { openDialog } from '../../app/dialogs.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { type NextUp, useNextUp } from './next-up.ts'
import { useTimeOfDay } from './when-words.ts'

/** In the strip: what comes next, in a word or two, and the way to it and to what was posted. */
export function LaterButtons() {
  const words = useWords('announcements')
  const time = useTimeOfDay()
  const next = useNextUp()
  const needsTheHost = next.kind === 'halted' || next.kind === 'off' || next.kind === 'both'
  const open = () => openDialog('announcements.upNext')
  return (
    <>
      {next.kind === 'nothing' ? (
        <IconButton label={words('upNext.title')} icon={<ListOrdered />} onClick={open} />
      ) : (
        <Tooltip label={words('upNext.title')}>
          <Button look="quiet" size="s" className={needsTheHost ? 'h-7 text-warn' : 'h-7'} onClick={open}>
            {needsTheHost ? <TriangleAlert aria-hidden /> : <ListOrdered aria-hidden />}
            {summary(next)}
          </Button>
        </Tooltip>
      )}
      <IconButton
        label={words('history.title')}
        icon={<History />}
        onClick={() => openDialog('announcements.history')}
      />
    </>
  )

  function summary(of: Exclude<NextUp, { kind: 'nothing' }>) {
    switch (of.kind) {
      case 'at':
        return words('upNext.nextAt', { time: time(of.at) })
      case 'lined-up':
        return words('upNext.count', { count: of.count })
      case 'halted':
      case 'off':
      case 'both':
        return words(`upNext.short.${of.kind}`)
    }
  }
}
