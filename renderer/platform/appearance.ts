import { create } from 'zustand'
import { lasting } from './storage.ts'

/** The page's appearance settings. A choice is stored on this computer and set as `data-<name>` on the root element. */
export const looks = {
  theme: ['dark', 'light', 'system'],
  /** With `normal`, the contrast is still high if the system asks for more contrast. */
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

const storedOf = (part: AppearanceSetting) =>
  looks[part].find((known) => known === lasting.getItem(`giftdeck.${part}`)) ?? usual[part]

const asksForMore = () => matchMedia('(prefers-contrast: more)')

function applyLook() {
  const chosen = { theme: storedOf('theme'), contrast: storedOf('contrast'), density: storedOf('density') }
  const contrast = asksForMore().matches ? 'high' : chosen.contrast
  Object.assign(document.documentElement.dataset, { ...chosen, contrast })
  useAppearance.setState(chosen)
}

/** Applies the appearance now, and again whenever the system's contrast setting changes. */
export function followAppearance() {
  applyLook()
  asksForMore().addEventListener('change', applyLook)
}
