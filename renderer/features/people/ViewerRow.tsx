import { Pencil, Trash2 } from 'lucide-react'
import { useId } from 'react'
import { vendorSchema } from '../../../shared/contract/fields.ts'
import type { PeopleOfRoom, Viewer } from '../../../shared/contract/people.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { AccountStanding } from './AccountStanding.tsx'
import { Avatar } from './Avatar.tsx'
import { GameStanding } from './GameStanding.tsx'
import { withChosen } from './edit-people.ts'
import { useSavePeople } from './use-save-people.ts'

interface ViewerRowProps {
  people: PeopleOfRoom
  viewer: Viewer
  onEdit: () => void
  onRemove: () => void
}

/** One persona: chosen or not, its ids, and what each vendor of the room knows of it. */
export function ViewerRow({ people, viewer, onEdit, onRemove }: ViewerRowProps) {
  const words = useWords('people')
  const app = useWords('app')
  const save = useSavePeople()
  const id = useId()
  const { mode } = people.sender
  const ids = { tencent: viewer.tencentId, zego: viewer.zego?.userId }
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2">
      <div className="flex min-w-0 items-center gap-3">
        {mode !== 'room' && (
          <input
            id={id}
            type={mode === 'one' ? 'radio' : 'checkbox'}
            name="sender"
            className="size-4 shrink-0 accent-accent"
            checked={people.sender.viewers.includes(viewer.id)}
            onChange={() => save(withChosen(people, viewer.id))}
          />
        )}
        <label htmlFor={mode === 'room' ? undefined : id} className="flex min-h-8 min-w-0 flex-1 items-center gap-3">
          <Avatar name={viewer.name} avatar={viewer.avatar} />
          <span className="min-w-0">
            <span className="block truncate font-medium text-ink">{viewer.name}</span>
            <span className="flex flex-wrap gap-x-3 text-ink-3">
              {vendorSchema.options.map(
                (vendor) =>
                  ids[vendor] !== undefined && (
                    <span key={vendor}>
                      {app(`vendor.${vendor}`)} <span className="font-mono break-all">{ids[vendor]}</span>
                    </span>
                  ),
              )}
            </span>
          </span>
        </label>
        <div className="flex shrink-0">
          <IconButton label={words('edit', { name: viewer.name })} icon={<Pencil />} onClick={onEdit} />
          <IconButton label={words('remove', { name: viewer.name })} icon={<Trash2 />} onClick={onRemove} />
        </div>
      </div>
      <div
        className={`flex flex-wrap items-center gap-x-3 gap-y-1 empty:hidden ${mode === 'room' ? 'pl-11' : 'pl-18'}`}
      >
        {people.room.tencent && <AccountStanding userId={viewer.tencentId} />}
        {people.room.zego && <GameStanding name={viewer.name} userId={viewer.zego?.userId} />}
      </div>
    </li>
  )
}
