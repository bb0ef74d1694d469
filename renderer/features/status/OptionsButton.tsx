import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { ComponentType } from 'react'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'

const fetchMenu = () => import('./OptionsMenu.tsx')

/** The menu's code comes when a host reaches for it; from the first opening on it brings its own button. */
export function OptionsButton() {
  const words = useWords('status')
  const [Menu, setMenu] = useState<ComponentType | null>(null)
  const fetchEarly = () => void fetchMenu().catch(() => undefined)
  if (Menu !== null) return <Menu />
  return (
    <IconButton
      label={words('options')}
      icon={<Ellipsis />}
      aria-haspopup="menu"
      onPointerEnter={fetchEarly}
      onFocus={fetchEarly}
      onClick={() => void fetchMenu().then(({ OptionsMenu }) => setMenu(() => OptionsMenu))}
    />
  )
}
