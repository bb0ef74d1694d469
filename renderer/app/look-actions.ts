import { Contrast, Languages, MoonStar, Rows3 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { chooseLanguage, languageChoice, languageChoices, languages } from '../i18n/i18n.ts'
import type { Action, ActionGroup } from './actions.ts'
import { type LookPart, chooseLook, lookParts, looks, useLook } from './look.ts'

const icons: Record<LookPart, LucideIcon> = { theme: MoonStar, contrast: Contrast, density: Rows3 }
const inUse = { feature: 'app', word: 'actions.inUse' }

function partActions(part: LookPart): Action[] {
  const now = useLook.getState()[part]
  return looks[part].map((value) => ({
    id: `look.${part}-${value}`,
    says: { feature: 'look', word: `${part}.choose.${value}` },
    icon: icons[part],
    run: () => chooseLook(part, value),
    why: value === now ? inUse : null,
  }))
}

/** Theme, contrast, density and language. */
export const lookActions: ActionGroup = {
  name: { feature: 'look', word: 'title' },
  list: () => [
    ...lookParts.flatMap(partActions),
    ...languageChoices.map((choice): Action => ({
      id: `look.language-${choice}`,
      says:
        choice === 'system'
          ? { feature: 'look', word: 'language.chooseSystem' }
          : { feature: 'look', word: 'language.choose', values: { language: languages[choice] } },
      icon: Languages,
      run: () => chooseLanguage(choice),
      why: choice === languageChoice() ? inUse : null,
    })),
  ],
}
