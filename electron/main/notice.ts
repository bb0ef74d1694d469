import { Notification } from 'electron'

/** A notice of the system, over whatever the host is in. Own words and counts only: some systems read markup in it. */
export function showNotice(title: string, body: string, onClick?: () => void) {
  if (!Notification.isSupported()) return
  const notice = new Notification({ title, body })
  if (onClick) {
    // Without a hold on it the collector would take the notice, and its click with it.
    shown.add(notice)
    const forget = () => shown.delete(notice)
    notice.once('click', onClick)
    notice.once('click', forget)
    notice.once('close', forget)
  }
  notice.show()
}

const shown = new Set<Notification>()
