import { create } from 'zustand'
import { lasting } from './storage.ts'

/** How this page looks; each choice is kept on this machine and stands as `data-<part>` on the page's root. */
export const looks = {
  theme: ['dark', 'light', 'system'],
  /** `normal` still follows a computer that asks for more. */
  contrast: ['normal', 'high'],
  density: ['comfortable', 'compact'],
} as const
export type AppearanceSetting = keyof typeof looks
export const appearanceSettings = Object.keys(looks) as AppearanceSetting[]

const usual = { theme: 'dark', contrast: 'normal', density: 'comfortable' } satisfies Record<AppearanceSetting, string>

export const useAppearance = create<Record<AppearanceSetting, string>>(() => usual)

export function chooseAppearance(part: AppearanceSetting, value: string) {
  lasting.setItem(`giftdeck.${part}`, value)
  applyLook()
}

const keptOf = (part: AppearanceSetting) =>
  looks[part].find((known) => known === lasting.getItem(`giftdeck.${part}`)) ?? usual[part]

const asksForMore = () => matchMedia('(prefers-contrast: more)')

function applyLook() {
  const look = { theme: keptOf('theme'), contrast: keptOf('contrast'), density: keptOf('density') }
  const contrast = asksForMore().matches ? 'high' : look.contrast
  Object.assign(document.documentElement.dataset, { ...look, contrast })
  useAppearance.setState(look)
}

/** At the start, and whenever the computer changes its mind about contrast. */
export function followAppearance() {
  applyLook()
  asksForMore().addEventListener('change', applyLook)
}
