import { create } from 'zustand'

export const themes = ['dark', 'light', 'system'] as const
export type Theme = (typeof themes)[number]

const kept = 'giftdeck.theme'

export const useTheme = create<{ theme: Theme }>(() => ({ theme: 'dark' }))

export function chooseTheme(theme: Theme) {
  localStorage.setItem(kept, theme)
  applyTheme()
}

export function applyTheme() {
  const theme = themes.find((known) => known === localStorage.getItem(kept)) ?? 'dark'
  document.documentElement.dataset['theme'] = theme
  useTheme.setState({ theme })
}
