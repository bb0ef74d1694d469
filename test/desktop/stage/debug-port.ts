import type { Page } from '@playwright/test'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../../shared/contract/index.ts'
import type { GiftdeckPort } from '../../../renderer/shell/connect.ts'

export type DoorClient = ContractRouterClient<typeof contract>

/** The page numbers its calls from one; a letter keeps ours distinct. */
const mark = 't'

/**
 * The window's own port, used from the test: every call goes through the preload and main's check of its sender. A
 * reload of the page ends it.
 */
export async function openDoor(page: Page): Promise<DoorClient> {
  const hearers: ((text: unknown) => void)[] = []
  const ready = page.waitForFunction(() => window.giftdeckPort !== undefined)
  await page.exposeFunction('giftdeckTestHeard', (text: string) => {
    const { i, ...message } = JSON.parse(text) as { i: string }
    if (i.startsWith(mark)) for (const hear of hearers) hear(JSON.stringify({ i: i.slice(mark.length), ...message }))
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
      const marked = JSON.stringify({ i: `${mark}${i}`, ...message })
      void page.evaluate((words) => window.giftdeckPort!.postMessage(words), marked)
    },
    onMessage: { addListener: (hear: (text: unknown) => void) => void hearers.push(hear) },
    onDisconnect: { addListener: () => {} },
  }
  return createORPCClient(new RPCLink({ port: port as never }))
}
