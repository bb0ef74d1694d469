import type { LucideIcon } from 'lucide-react'
import { createContext, useCallback } from 'react'
import { useLiveAnnouncer } from '../i18n/language.ts'
import { tell } from '../ui/toasts.ts'
import { useExplain } from './explain-failure.ts'

/** One thing a host can do. The palette, the keyboard and the shortcut sheet all read these. */
export interface Action {
  /** `<feature>.<verb>`, unique in the app. */
  id: string
  label: Label
  /** A lucide icon, or an emoji. */
  icon?: LucideIcon | string
  /** In tinykeys' notation; a fixed one belongs into shortcuts.ts, where tooltips find it. */
  shortcut?: string
  /** A second one for the same, with the words that the sheet has for it. */
  also?: { label: Label; shortcut: string }
  /**
   * Where its shortcut is heard: `free` = not in a text field and not behind a dialog, `fields` = in text fields too,
   * `everywhere` = STOP's keys: over dialogs and while a text is composed too, `own` = its panel listens by itself, so it is only listed.
   */
  scope?: 'free' | 'fields' | 'everywhere' | 'own'
  /** What it does may be awaited; a call that fails is explained in the corner. */
  run: () => unknown
  /** Why it cannot be done right now. */
  why?: Label | null
  /** It fires. Run while the key that chose it is still handled, and not after the palette has gone. */
  fires?: boolean
  /** Its own panel says why, so its shortcut runs it all the same. */
  explainsItself?: boolean
  /** What a host should know before: that a locked room only arms, say. */
  note?: Label | null
}

/** The actions of one feature as things stand at this moment. */
export interface ActionGroup {
  name: Label
  list: () => readonly Action[]
}

/** Keys that a panel understands while it has the focus; listed in the sheet, nothing to run. */
export interface Gesture {
  label: Label
  /** Words or tinykeys' notation. */
  keys: Label | string
}

/** A word of a feature's catalogue, to be said later in the language of that moment. */
export interface Label {
  feature: string
  word: string
  values?: Record<string, string>
}

/** `const say = useSay()`, then `say({ feature: 'deck', word: 'title' })`. */
export function useLabel() {
  const announce = useLiveAnnouncer((speaking) => speaking.announce)
  return useCallback(({ feature, word, values }: Label) => announce(feature, word, values), [announce])
}

/** Runs an action, however it was reached, and says in the corner why it cannot be done or what went wrong. */
export function useRunAction() {
  const say = useLabel()
  const explain = useExplain()
  return useCallback(
    async ({ label, why, explainsItself = false, run }: Action) => {
      if (why != null && !explainsItself) return void tell(`${say(label)}: ${say(why)}`, 'warn')
      try {
        await run()
      } catch (error) {
        tell(explain(error), 'bad')
      }
    },
    [say, explain],
  )
}

/** All actions of the page, for a part that must know what a shortcut already means. The shell provides them. */
export const AllActions = createContext<() => readonly Action[]>(() => [])
