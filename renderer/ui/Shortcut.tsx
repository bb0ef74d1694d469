import { isBare, useBareKeys } from './bare-keys.ts'

const isMac = () => /mac/i.test(navigator.userAgent)

const names = (): Record<string, string> => ({
  $mod: isMac() ? '⌘' : 'Ctrl',
  Shift: isMac() ? '⇧' : 'Shift',
  Alt: isMac() ? '⌥' : 'Alt',
  Enter: isMac() ? '⏎' : 'Enter',
})

/** `$mod+Enter` -> `⌘⏎` or `Ctrl+Enter`; an optional modifier, as in `[Shift]+?`, is not spelled out. */
const spelled = (keys: string) =>
  keys
    .replace(/\[\w+\]\+/g, '')
    .split(/(?<=\w)\+/)
    .map((key) => names()[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(isMac() ? '' : '+')

/** Struck through while it is switched off. */
export function Shortcut({ keys }: { keys: string }) {
  const isOff = useBareKeys(({ on }) => !on) && isBare(keys)
  return (
    <kbd
      className={[
        'rounded-s border border-line-strong px-1 font-sans text-small leading-4',
        isOff ? 'text-ink-3 line-through' : 'text-ink-2',
      ].join(' ')}
    >
      {spelled(keys)}
    </kbd>
  )
}
