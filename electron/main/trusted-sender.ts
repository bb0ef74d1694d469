import { isOurPage } from './page-origin.ts'

interface Frame {
  url: string
  processId: number
  routingId: number
}

/** What the check needs of Electron's IPC event and of the window's contents. */
export interface Message {
  sender: { id: number }
  /** Null once the frame has gone. */
  senderFrame: Frame | null
}

/** Only the main frame of our own window, and only while it shows our own page. Asked for every message. */
export function isTrustedSender({ sender, senderFrame }: Message, ours: { id: number; mainFrame: Frame }): boolean {
  return (
    sender.id === ours.id &&
    senderFrame !== null &&
    senderFrame.processId === ours.mainFrame.processId &&
    senderFrame.routingId === ours.mainFrame.routingId &&
    isOurPage(senderFrame.url)
  )
}
