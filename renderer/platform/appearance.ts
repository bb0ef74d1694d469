import { create } from 'zustand'
import { lasting } from './storage.ts'

/** The page's appearance. Each choice is stored on this machine and set as `data-<part>` on the root element. */
export const looks = {
  theme: ['dark', 'light', 'system'],
  /** `normal` still follows a system that asks for more contrast. */
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

/** At the start, and whenever the system's contrast setting changes. */
export function followAppearance() {
  applyLook()
  asksForMore().addEventListener('change', applyLook)
}
