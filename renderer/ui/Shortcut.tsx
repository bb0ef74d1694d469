import { useTranslate } from '../i18n/translate.ts'
import { isMac } from '../platform/keyboard/read-key.ts'
import { isBare, useSingleKeyShortcuts } from './single-key-shortcuts.ts'

const names = (): Record<string, string> => ({
  $mod: isMac() ? '⌘' : 'Ctrl',
  Shift: isMac() ? '⇧' : 'Shift',
  Alt: isMac() ? '⌥' : 'Alt',
  Enter: isMac() ? '⏎' : 'Enter',
  Escape: 'Esc',
})

/** Formats a shortcut: `$mod+Enter` -> `⌘⏎` or `Ctrl+Enter`. An optional modifier, as in `[Shift]+?`, is left out. */
const spelled = (keys: string) =>
  keys
    .replace(/\[\w+\]\+/g, '')
    .split(/(?<=\w)\+/)
    .map((key) => names()[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(isMac() ? '' : '+')

/**
 * Renders a shortcut. If the shortcut is switched off, a text says so; a letter that is struck through would look like
 * another letter.
 */
export function Shortcut({ keys }: { keys: string }) {
  const t = useTranslate('app')
  const isOff = useSingleKeyShortcuts(({ on }) => !on) && isBare(keys)
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap">
      <kbd
        className={[
          'rounded-s border border-line-strong px-1 font-sans text-small leading-5',
          isOff ? 'border-dashed text-ink-3' : 'text-ink-2',
        ].join(' ')}
      >
        {spelled(keys)}
      </kbd>
      {isOff && <span className="text-ink-3">{t('bareKeys.isOff')}</span>}
    </span>
  )
}
