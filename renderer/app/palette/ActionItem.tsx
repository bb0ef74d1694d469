import { Command } from 'cmdk'
import { Shortcut } from '../../ui/Shortcut.tsx'
import type { Action } from '../actions.ts'
import { useSay } from '../say.ts'

interface ActionItemProps {
  action: Action
  group: string
  onChoose: (action: Action) => void
}

export function ActionItem({ action, group, onChoose }: ActionItemProps) {
  const say = useSay()
  const { id, says, icon: Icon, shortcut, why, note } = action
  const name = say(says)
  const aside = why ?? note
  return (
    <Command.Item
      value={id}
      keywords={[name, group]}
      // Not cmdk's disabled: Enter would then run whatever stands next.
      onSelect={() => {
        if (why == null) onChoose(action)
      }}
      className={`flex min-h-8 flex-wrap items-center gap-x-3 rounded-s px-2 py-1 select-none data-[selected=true]:bg-hover ${why == null ? 'text-ink' : 'text-ink-3'}`}
    >
      <span aria-hidden className="grid w-4 shrink-0 place-items-center font-icon text-ink-3 [&_svg]:size-4">
        {typeof Icon === 'string' ? Icon : Icon !== undefined && <Icon />}
      </span>
      <span className="min-w-0 flex-1 basis-32 break-words">{name}</span>
      {aside != null && <span className="ml-auto min-w-0 text-right text-ink-3">{say(aside)}</span>}
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </Command.Item>
  )
}
