import type { Log, SettingsStore } from '../core/ports.ts'
import type { Words } from './words.ts'

/**
 * Shows a system notification above all other programs. Pass fixed texts and counts only, never text from outside,
 * because some systems interpret markup in it.
 */
export type ShowNotice = (title: string, body: string, onClick?: () => void) => void

/** The part of Electron's Notification that is used here. */
export interface Notice {
  once(event: 'click' | 'close', listener: () => void): unknown
  once(event: 'failed', listener: (event: unknown, why: string) => void): unknown
  show(): void
}

const askedKey = 'askedForNotices'

/**
 * Creates notifications. If the system shows none, the dock icon bounces instead. macOS shows none for an unsigned
 * program, and asks for permission at the first one.
 */
export function createNotices(deps: {
  platform: NodeJS.Platform
  /** Returns null if the system has no notifications. */
  make: (of: { title: string; body: string }) => Notice | null
  bounce: () => void
  log: Log
}): { show: ShowNotice; askOnce(settings: SettingsStore, words: Words): void } {
  const { platform, log } = deps
  /**
   * Keeps a reference to each notification. Otherwise the garbage collector removes it together with its click
   * listener.
   */
  const shown = new Set<Notice>()
  let isLogged = false
  const fallBack = (why: string) => {
    if (platform === 'darwin') deps.bounce()
    if (!isLogged) log.warn('The system shows no notices of Giftdeck.', { detail: why })
    isLogged = true
  }
  const show: ShowNotice = (title, body, onClick) => {
    const notice = deps.make({ title, body })
    if (!notice) return fallBack('They are not supported here.')
    shown.add(notice)
    const forget = () => shown.delete(notice)
    if (onClick) notice.once('click', onClick)
    notice.once('click', forget)
    notice.once('close', forget)
    notice.once('failed', (_event, why) => {
      forget()
      fallBack(why)
    })
    return notice.show()
  }
  return {
    show,
    /** Shows a first notification early, so that macOS asks for permission now and not at the first STOP of a show. */
    askOnce(settings, words) {
      if (platform !== 'darwin' || settings.get(askedKey) === true) return
      settings.set(askedKey, true)
      show(words.noticesHere, words.noticesHereWhy)
    },
  }
}
