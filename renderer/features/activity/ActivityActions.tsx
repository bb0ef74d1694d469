import { Braces, Download, Layers, List, Sheet } from 'lucide-react'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { toQuery } from './filter.ts'
import { openView, useActivity } from './store.ts'
import { useExport } from './use-export.ts'

/** Looking back by session, and taking what is shown along as a file. */
export function ActivityActions() {
  const words = useWords('activity')
  const view = useActivity((state) => state.view)
  const filter = useActivity((state) => state.filter)
  const { busy, save } = useExport()
  const query = () => (view === 'sends' ? toQuery(filter) : {})
  return (
    <>
      <IconButton
        label={words(view === 'sends' ? 'sessions.open' : 'sessions.close')}
        icon={view === 'sends' ? <Layers aria-hidden /> : <List aria-hidden />}
        onClick={() => openView(view === 'sends' ? 'sessions' : 'sends')}
      />
      <Menu
        trigger={<IconButton label={words(busy ? 'export.busy' : 'export.open')} icon={<Download />} disabled={busy} />}
      >
        <MenuItem icon={<Sheet aria-hidden />} onSelect={() => void save(query(), 'csv')}>
          {words('export.csv')}
        </MenuItem>
        <MenuItem icon={<Braces aria-hidden />} onSelect={() => void save(query(), 'json')}>
          {words('export.json')}
        </MenuItem>
      </Menu>
    </>
  )
}
