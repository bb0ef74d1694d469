import { useRooms } from './rooms-list.ts'
import { useWords } from '../../i18n/words.ts'

/** What goes with a room, said before it goes. */
export function RemoveRoom({ of, failure }: { of: string; failure: string | null }) {
  const words = useWords('rooms')
  const active = useRooms(({ items }) => items?.find(({ name }) => name === of)?.active ?? false)
  return (
    <div className="flex flex-col gap-2">
      <p>{words('remove.what', { room: of })}</p>
      <p className="text-ink-2">{words('remove.secrets')}</p>
      {active && <p className="text-ink-2">{words('remove.active')}</p>}
      {failure !== null && (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
    </div>
  )
}
