import { isOurPage } from './page-origin.ts'

interface Frame {
  url: string
  processId: number
  routingId: number
}

/** What the check needs of Electron's IPC event and of the window's contents. */
export interface Message<Contents> {
  sender: Contents
  /** Null once the frame has gone. */
  senderFrame: Frame | null
}

/** Only the main frame of our own window, and only while it shows our own page. Asked for every message. */
export function isTrustedSender<Contents extends { mainFrame: Frame }>(
  { sender, senderFrame }: Message<Contents>,
  ours: Contents,
): boolean {
  return (
    sender === ours &&
    senderFrame !== null &&
    senderFrame.processId === ours.mainFrame.processId &&
    senderFrame.routingId === ours.mainFrame.routingId &&
    isOurPage(senderFrame.url)
  )
}
