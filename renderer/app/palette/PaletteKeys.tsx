import { useWords } from '../../i18n/words.ts'
import { Shortcut } from '../../ui/Shortcut.tsx'

const keys = [
  ['↑ ↓', 'move'],
  ['Enter', 'run'],
  ['Esc', 'close'],
] as const

/** For those who see it; a screen reader says the same of the list by itself. */
export function PaletteKeys() {
  const words = useWords('palette')
  return (
    <footer aria-hidden className="hidden h-9 items-center gap-4 border-t border-line px-4 text-ink-3 cockpit:flex">
      {keys.map(([key, word]) => (
        <span key={key} className="flex items-center gap-1.5">
          <Shortcut keys={key} /> {words(word)}
        </span>
      ))}
    </footer>
  )
}
