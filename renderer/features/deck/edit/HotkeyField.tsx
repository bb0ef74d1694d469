import { X } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { useLabel } from '../../../platform/actions.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { pressOf } from '../../../platform/keyboard/focus-target.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Shortcut } from '../../../ui/Shortcut.tsx'
import { hotkeyOf } from '../hotkey.ts'
import type { HotkeyConflict } from './hotkey-conflict.ts'

interface HotkeyFieldProps {
  hotkey: string | undefined
  conflict: HotkeyConflict | null
  onChange: (hotkey: string | undefined) => void
}

const isModifier = (key: string) => ['Shift', 'Alt', 'AltGraph', 'Control', 'Meta'].includes(key)

/** Renders a button that records the next pressed key as the hotkey. */
export function HotkeyField({ hotkey, conflict, onChange }: HotkeyFieldProps) {
  const t = useTranslate('editor')
  const say = useLabel()
  const id = useId()
  const [listening, setListening] = useState(false)
  const [unusable, setUnusable] = useState(false)

  const explain = (found: HotkeyConflict) => {
    switch (found.kind) {
      case 'place':
        return t('hotkey.place')
      case 'reserved':
        return t('hotkey.reserved')
      case 'command':
        return t('hotkey.taken', { name: say(found.label) })
      case 'key':
        return t('hotkey.taken', { name: found.label })
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!listening || event.key === 'Tab' || isModifier(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return setListening(false)
    const press = pressOf(event.nativeEvent)
    const pressedHotkey = press === null ? null : hotkeyOf(press)
    setUnusable(pressedHotkey === null)
    if (pressedHotkey === null) return
    setListening(false)
    onChange(pressedHotkey)
  }
  const why = unusable ? t('hotkey.unusable') : conflict === null ? undefined : explain(conflict)

  return (
    <div className="flex flex-col gap-1">
      <span id={id} className="text-ink-2">
        {t('hotkey.label')}
      </span>
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-labelledby={`${id} ${id}-now`}
          aria-describedby={`${id}-note`}
          onClick={() => setListening(true)}
          onBlur={() => setListening(false)}
          onKeyDown={onKeyDown}
          className={`flex h-8 min-w-36 items-center rounded-m border bg-raised px-2 ${listening ? 'border-accent text-accent-text' : why === undefined ? 'border-line hover:border-line-strong' : 'border-bad'}`}
        >
          <span id={`${id}-now`} aria-live="polite">
            {listening ? (
              t('hotkey.listening')
            ) : hotkey === undefined ? (
              <span className="text-ink-3">{t('hotkey.none')}</span>
            ) : (
              <Shortcut keys={hotkey} />
            )}
          </span>
        </button>
        {hotkey !== undefined && (
          <IconButton label={t('hotkey.clear')} icon={<X />} onClick={() => onChange(undefined)} />
        )}
      </div>
      <output id={`${id}-note`} className={why === undefined ? 'text-ink-3' : 'text-bad'}>
        {why ?? t('hotkey.hint')}
      </output>
    </div>
  )
}
