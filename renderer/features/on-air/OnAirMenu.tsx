import { type Action, useLabel, useRunAction } from '../../platform/actions.ts'
import { Menu, MenuGroup, MenuItem, MenuLine } from '../../ui/Menu.tsx'
import { onAirActions } from './actions.ts'
import { OnAirTrigger, useAboutOnAir } from './OnAirTrigger.tsx'
import { useOnAir } from './store.ts'

/** Renders the menu of the broadcast. It opens on mount, because the first press on its button loads the code. */
export function OnAirMenu() {
  const about = useAboutOnAir()
  return (
    <Menu defaultOpen align="start" trigger={<OnAirTrigger />}>
      <div className="w-[min(260px,calc(100vw-32px))]">
        <MenuGroup label={about}>
          <OnAirItems />
        </MenuGroup>
      </div>
    </Menu>
  )
}

/** Renders what the host can say now, and the dialogs that prepare a show. */
export function OnAirItems() {
  // The state decides what the host can say.
  useOnAir()
  const available = onAirActions.list().filter(({ why }) => why == null)
  const words = available.filter(({ id }) => id.startsWith('onAir.'))
  return (
    <>
      {words.map((action) => (
        <ActionItem key={action.id} action={action} />
      ))}
      {words.length > 0 && <MenuLine />}
      {available
        .filter((action) => !words.includes(action))
        .map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
    </>
  )
}

function ActionItem({ action }: { action: Action }) {
  const say = useLabel()
  const run = useRunAction()
  const { label, icon: Icon } = action
  return (
    <MenuItem
      icon={Icon !== undefined && typeof Icon !== 'string' && <Icon aria-hidden />}
      onSelect={() => void run(action)}
    >
      {say(label)}
    </MenuItem>
  )
}
