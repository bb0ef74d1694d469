import type { Log, SettingsStore } from '../core/ports.ts'
import type { Words } from './words.ts'

/** A notice of the system, over whatever the host is in. Own words and counts only: some systems read markup in it. */
export type ShowNotice = (title: string, body: string, onClick?: () => void) => void

/** What this needs of Electron's Notification. */
export interface Notice {
  once(event: 'click' | 'close', listener: () => void): unknown
  once(event: 'failed', listener: (event: unknown, why: string) => void): unknown
  show(): void
}

const askedKey = 'askedForNotices'

/** Where the system shows none (macOS shows none of an unsigned program, and asks leave at the first), the dock icon jumps. */
export function createNotices(deps: {
  platform: NodeJS.Platform
  /** Null where the system has no notices. */
  make: (of: { title: string; body: string }) => Notice | null
  bounce: () => void
  log: Log
}): { show: ShowNotice; askOnce(settings: SettingsStore, words: Words): void } {
  const { platform, log } = deps
  /** Without a hold on it the collector would take a notice, and its click with it. */
  const shown = new Set<Notice>()
  let isLogged = false
  const instead = (why: string) => {
    if (platform === 'darwin') deps.bounce()
    if (!isLogged) log.warn('The system shows no notices of Giftdeck.', { detail: why })
    isLogged = true
  }
  const show: ShowNotice = (title, body, onClick) => {
    const notice = deps.make({ title, body })
    if (!notice) return instead('They are not supported here.')
    shown.add(notice)
    const forget = () => shown.delete(notice)
    if (onClick) notice.once('click', onClick)
    notice.once('click', forget)
    notice.once('close', forget)
    notice.once('failed', (_event, why) => {
      forget()
      instead(why)
    })
    return notice.show()
  }
  return {
    show,
    /** So that macOS asks leave in peace, and not at the first STOP of a show. */
    askOnce(settings, words) {
      if (platform !== 'darwin' || settings.get(askedKey) === true) return
      settings.set(askedKey, true)
      show(words.noticesHere, words.noticesHereWhy)
    },
  }
}
