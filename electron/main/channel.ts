import { ipcMain, type WebContents } from 'electron'
import type { MessagePortLike } from '../core/server/window-transport.ts'
import type { Log } from '../core/ports.ts'
import { isTrustedSender, type Message } from './trusted-sender.ts'
import { createWindowPort, type WindowPort } from './window-port.ts'

const maxMessageLength = 1024 * 1024

/**
 * The window's transport to the core. Messages are strings only, the sender of each is checked, and every page load
 * gets a port of its own.
 */
export function openChannel(
  contents: WebContents,
  log: Log,
  serve: (port: MessagePortLike) => void,
): { close(): void } {
  let port: WindowPort | undefined
  const close = () => {
    port?.close()
    port = undefined
  }
  const trusted = (event: Message) => {
    if (isTrustedSender(event, contents)) return true
    log.warn('A message from a foreign frame was dropped.', { url: event.senderFrame?.url ?? 'gone' })
    return false
  }
  const onOpen = (event: Message) => {
    if (!trusted(event)) return
    close()
    port = createWindowPort((text) => {
      if (!contents.isDestroyed()) contents.send('giftdeck', text)
    })
    serve(port)
  }
  const onText = (event: Message, text: unknown) => {
    if (!trusted(event)) return
    if (typeof text === 'string' && text.length <= maxMessageLength) port?.receive(text)
    else log.warn('A message that is no text, or too long, was dropped.')
  }
  ipcMain.on('giftdeck-open', onOpen)
  ipcMain.on('giftdeck', onText)
  contents.on('render-process-gone', close)
  return {
    close() {
      ipcMain.off('giftdeck-open', onOpen)
      ipcMain.off('giftdeck', onText)
      close()
      if (!contents.isDestroyed()) contents.send('giftdeck-closed')
    },
  }
}
