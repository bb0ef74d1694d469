import type { Feature, Key } from '../i18n/keys.ts'
import type { LucideIcon } from 'lucide-react'
import { createContext, useCallback } from 'react'
import { useLiveAnnouncer } from '../i18n/language.ts'
import { tell } from '../ui/toasts.ts'
import { useExplain } from './explain-failure.ts'

/** One action of the host. The palette, the keyboard shortcuts and the shortcut sheet use the same actions. */
export interface Action {
  /** `<feature>.<verb>`, unique in the app. */
  id: string
  label: Label
  /** Other words for it. The palette finds the action by them too. */
  synonyms?: Label
  /** A lucide icon, or an emoji. */
  icon?: LucideIcon | string
  /** The shortcut in tinykeys' notation. Fixed shortcuts are defined in shortcuts.ts, where tooltips find them. */
  shortcut?: string
  /** A second shortcut for the same action, with its label in the sheet. */
  also?: { label: Label; shortcut: string }
  /**
   * Where the shortcut works. `free` (the default): not in a text field and not behind a dialog. `fields`: in text
   * fields too. `everywhere` is for STOP: also over dialogs and during text composition. `own`: the panel listens for
   * the shortcut itself, so here it is only listed.
   */
  scope?: 'free' | 'fields' | 'everywhere' | 'own'
  /** May return a promise; a rejection is shown as a toast. */
  run: () => unknown
  /** Why the action is not available now. */
  why?: Label | null
  /** The action fires a gift. Run it while the key event is still handled, not after the palette has closed. */
  fires?: boolean
  /** True if `run` shows the reason itself, so the shortcut runs the action even if it is not available. */
  explainsItself?: boolean
  /** A hint for the host, such as that a locked room only unlocks. */
  note?: Label | null
}

/** The current actions of one feature. */
export interface ActionGroup {
  name: Label
  list: () => readonly Action[]
}

/** Keys that a panel handles while it has the focus. They are listed in the shortcut sheet only. */
export interface Gesture {
  label: Label
  /** Plain text or tinykeys' notation. */
  keys: Label | string
}

/** A translation key with its feature. It is translated when it is shown, in the language of that moment. */
export type Label = { [F in Feature]: LabelOf<F> }[Feature]

interface LabelOf<F extends Feature> {
  feature: F
  word: Key<F>
  values?: Record<string, string>
}

/** Returns a function that translates a label: `const say = useLabel()`, `say({ feature: 'deck', word: 'title' })`. */
export function useLabel() {
  const announce = useLiveAnnouncer((speaking) => speaking.announce)
  return useCallback(({ feature, word, values }: Label) => announce(feature, word, values), [announce])
}

/** Returns a function that runs an action, and shows a toast if the action is not available or fails. */
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

/** All actions of the page, for a component that must know which shortcuts are in use. The shell provides them. */
export const AllActions = createContext<() => readonly Action[]>(() => [])

/** Returns a function that makes labels of one feature: `const deck = labelsOf('deck')`, `deck('empty.title')`. */
export const labelsOf =
  <F extends Feature>(feature: F) =>
  (word: Key<F>, values?: Record<string, string>): Label =>
    // The compiler cannot tell that one feature's label is one of the union's members.
    ({ feature, word, ...(values && { values }) }) as unknown as Label
