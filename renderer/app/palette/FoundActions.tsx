import { Command, useCommandState } from 'cmdk'
import { useWords } from '../../i18n/words.ts'
import { useStatus } from '../../features/status/store.ts'
import type { Action } from '../actions.ts'
import { actionGroups, allActions } from '../action-list.ts'
import { useSay } from '../say.ts'
import { Button } from '../../ui/Button.tsx'
import { ActionItem } from './ActionItem.tsx'

const heading =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3'

/** All actions by group, the unavailable ones with their reason; best match first once something is typed. */
export function FoundActions({ onChoose }: { onChoose: (action: Action) => void }) {
  const words = useWords('palette')
  const say = useSay()
  const sheet = allActions().find(({ id }) => id === 'app.shortcuts')
  const search = useCommandState((state) => state.search)
  // What may run changes under an open palette: STOP by another door, the lock closing by itself.
  useStatus(({ status }) => `${status?.stopped} ${status?.armed} ${status?.environment} ${status?.room}`)
  return (
    <Command.List className="max-h-[min(420px,60dvh)] scroll-py-2 overflow-y-auto overscroll-contain p-2">
      <Command.Empty className="px-2 py-6 text-center">
        <p className="font-medium text-ink-2">{words('none', { search })}</p>
        <p className="mb-3 text-ink-3">{words('noneText')}</p>
        {sheet !== undefined && <Button onClick={() => onChoose(sheet)}>{say(sheet.says)}</Button>}
      </Command.Empty>
      {actionGroups.map(({ name, list }) => {
        const group = say(name)
        return (
          <Command.Group key={`${name.feature}.${name.word}`} heading={group} className={heading}>
            {list()
              .filter(({ id }) => id !== 'app.palette')
              .map((action) => (
                <ActionItem key={action.id} action={action} group={group} onChoose={onChoose} />
              ))}
          </Command.Group>
        )
      })}
    </Command.List>
  )
}
