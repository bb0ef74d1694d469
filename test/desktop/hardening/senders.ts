import { expect } from '@playwright/test'
import type { IpcMain } from 'electron'
import type { Check } from './check.ts'

const strangers = ['gone', 'a subframe', 'about:blank', 'another origin', 'another window'] as const

/** Emits a STOP from a frame that is not the page, as Electron would pass the page's own STOP to the app. */
function forge({ app }: Parameters<Check['prove']>[0], channel: string, who: (typeof strangers)[number]) {
  const reported = { channel, who, text: '{"i":"forged","p":{"u":"/safety/stop","b":{}}}' }
  return app.evaluate(({ BrowserWindow, ipcMain }, { channel, who, text }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const { processId, routingId, url } = webContents.mainFrame
    const frames = {
      gone: null,
      'a subframe': { processId, routingId: routingId + 7, url },
      'about:blank': { processId, routingId, url: 'about:blank' },
      'another origin': { processId, routingId, url: 'https://example.com/' },
      'another window': { processId, routingId, url },
    }
    const sender = who === 'another window' ? { id: webContents.id + 7 } : webContents
    ;(ipcMain as IpcMain).emit(channel, { sender, senderFrame: frames[who] }, text)
  }, reported)
}

export const senders: Check = {
  name: 'a message counts only from the main frame of our own page',
  async prove(desktop) {
    for (const who of strangers) {
      await forge(desktop, 'giftdeck', who)
      // Messages keep their order: if the forged STOP had been accepted, it would be done by now.
      const { stopped } = await desktop.client.status.get()
      expect(`${who}: ${stopped}`).toBe(`${who}: false`)
    }
  },
}

export const openers: Check = {
  name: 'no other frame can open a port of its own, or end the port of the page',
  async prove(desktop) {
    const { client } = desktop
    const events = await client.events.watch()
    await events.next()
    for (const who of strangers) await forge(desktop, 'giftdeck-open', who)
    await client.safety.arm({ seconds: 1 })
    const reported = async () => {
      for await (const event of events) if (event.kind === 'safety') return 'reported'
      return 'ended'
    }
    // A new port would end the port of the page, and this stream with it.
    const limit = new Promise((resolve) => setTimeout(() => resolve('cut'), 5_000))
    expect(await Promise.race([reported(), limit])).toBe('reported')
    await client.safety.disarm()
  },
}
