import { Ellipsis } from 'lucide-react'
import { withOtherWords } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { MenuOnDemand } from '../../ui/MenuOnDemand.tsx'

const load = async () => (await withOtherWords(import('./OptionsMenu.tsx'))).OptionsMenu

export function OptionsButton() {
  const words = useWords('status')
  return <MenuOnDemand load={load} trigger={<IconButton label={words('options')} icon={<Ellipsis />} />} />
}
