import type { Page } from '@playwright/test'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../../shared/contract/index.ts'
import type { GiftdeckPort } from '../../../renderer/shell/connect.ts'

export type WindowClient = ContractRouterClient<typeof contract>

/** The page numbers its calls from one, so the ids of the test's calls begin with a letter. */
const prefix = 't'

/**
 * Returns a client on the window's own port: every call goes through the preload and main's check of the sender. A
 * reload of the page ends the client.
 */
export async function openClient(page: Page): Promise<WindowClient> {
  const listeners: ((text: unknown) => void)[] = []
  const ready = page.waitForFunction(() => window.giftdeckPort !== undefined)
  await page.exposeFunction('giftdeckTestHeard', (text: string) => {
    const { i, ...message } = JSON.parse(text) as { i: string }
    if (i.startsWith(prefix))
      for (const listener of listeners) listener(JSON.stringify({ i: i.slice(prefix.length), ...message }))
  })
  await ready
  await page.evaluate(() => {
    const { giftdeckPort, giftdeckTestHeard } = window as unknown as {
      giftdeckPort: GiftdeckPort
      giftdeckTestHeard: (text: string) => Promise<void>
    }
    giftdeckPort.onMessage.addListener((text) => {
      giftdeckTestHeard(text).catch(() => {})
    })
  })
  const port = {
    postMessage(text: string) {
      const { i, ...message } = JSON.parse(text) as { i: string }
      const marked = JSON.stringify({ i: `${prefix}${i}`, ...message })
      void page.evaluate((words) => window.giftdeckPort!.postMessage(words), marked)
    },
    onMessage: { addListener: (listener: (text: unknown) => void) => void listeners.push(listener) },
    onDisconnect: { addListener: () => {} },
  }
  return createORPCClient(new RPCLink({ port: port as never }))
}
