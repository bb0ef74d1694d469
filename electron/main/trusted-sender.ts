import { isOurPage } from './page-file.ts'

interface Frame {
  url: string
  processId: number
  routingId: number
}

/** The part of Electron's IPC event and of the window's contents that is checked. */
export interface Message {
  sender: { id: number }
  /** Null if the frame no longer exists. */
  senderFrame: Frame | null
}

/** True only if the message comes from the main frame of our own window while it shows our own page. */
export function isTrustedSender({ sender, senderFrame }: Message, ours: { id: number; mainFrame: Frame }): boolean {
  return (
    sender.id === ours.id &&
    senderFrame !== null &&
    senderFrame.processId === ours.mainFrame.processId &&
    senderFrame.routingId === ours.mainFrame.routingId &&
    isOurPage(senderFrame.url)
  )
}
