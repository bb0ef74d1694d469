import { Ellipsis } from 'lucide-react'
import { fetchOtherWords } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { MenuOnDemand } from '../../ui/MenuOnDemand.tsx'

async function load() {
  const [{ OptionsMenu }] = await Promise.all([import('./OptionsMenu.tsx'), fetchOtherWords()])
  return OptionsMenu
}

export function OptionsButton() {
  const words = useWords('status')
  return <MenuOnDemand load={load} trigger={<IconButton label={words('options')} icon={<Ellipsis />} />} />
}
