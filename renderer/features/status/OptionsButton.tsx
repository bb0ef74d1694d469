import { Ellipsis } from 'lucide-react'
import { MenuOnDemand } from '../../app/MenuOnDemand.tsx'
import { later } from '../../app/later.ts'
import { withOtherWords } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'

const menu = later(async () => (await withOtherWords(import('./OptionsMenu.tsx'))).OptionsMenu)

export function OptionsButton() {
  const words = useWords('status')
  return <MenuOnDemand menu={menu} trigger={<IconButton label={words('options')} icon={<Ellipsis />} />} />
}
