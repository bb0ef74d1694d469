import type { LucideIcon } from 'lucide-react'
import type { Says } from './say.ts'

/** One thing a host can do. The palette, the keyboard and the shortcut sheet all read these. */
export interface Action {
  /** `<feature>.<verb>`, unique in the app. */
  id: string
  says: Says
  /** A lucide icon, or an emoji. */
  icon?: LucideIcon | string
  /** In tinykeys' notation; a fixed one belongs into shortcuts.ts, where tooltips find it. */
  shortcut?: string
  /** A second one for the same, with the words that the sheet has for it. */
  also?: { says: Says; shortcut: string }
  /**
   * Where its shortcut is heard: `free` = not in a text field and not behind a dialog, `fields` = in text fields too,
   * `everywhere` = STOP's keys: over dialogs and while a text is composed too, `own` = its panel listens by itself, so it is only listed.
   */
  heard?: 'free' | 'fields' | 'everywhere' | 'own'
  /** What it does may be awaited; a call that fails is explained in the corner. */
  run: () => unknown
  /** Why it cannot be done right now. */
  why?: Says | null
  /** It fires. Run while the key that chose it is still handled, and not after the palette has gone. */
  fires?: boolean
  /** Its own panel says why, so its shortcut runs it all the same. */
  explainsItself?: boolean
  /** What a host should know before: that a locked room only arms, say. */
  note?: Says | null
}

/** The actions of one feature as things stand at this moment. */
export interface ActionGroup {
  name: Says
  list: () => readonly Action[]
}

/** Keys that a panel understands while it has the focus; listed in the sheet, nothing to run. */
export interface Gesture {
  says: Says
  /** Words or tinykeys' notation. */
  keys: Says | string
}
