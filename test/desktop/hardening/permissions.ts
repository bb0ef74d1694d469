import { expect } from '@playwright/test'
import type { Check } from './check.ts'

export const onlyCopying: Check = {
  name: 'every permission except copying is denied, whether it is requested or queried',
  async prove({ page }) {
    const answers = await page.evaluate(async () => {
      const state = (name: string) => navigator.permissions.query({ name } as never).then((status) => status.state)
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']
      const refused = (asking: Promise<unknown>) =>
        asking.then(
          () => 'granted',
          (error: Error) => error.name,
        )
      return {
        states: await Promise.all(names.map(state)),
        notification: await Notification.requestPermission(),
        position: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            ({ code }) => resolve(code),
            { timeout: 1_000 },
          ),
        ),
        media: await refused(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
        paste: await refused(navigator.clipboard.readText()),
      }
    })
    expect(answers).toEqual({
      states: Array.from({ length: 6 }, () => 'denied'),
      notification: 'denied',
      position: 1,
      media: expect.stringMatching(/^NotAllowedError|NotFoundError$/),
      paste: 'NotAllowedError',
    })
  },
}

export const copying: Check = {
  name: 'the page may copy a receipt',
  async prove({ page }) {
    await page.bringToFront()
    expect(await page.evaluate(() => navigator.clipboard.writeText('receipt').then(() => 'copied', String))).toBe(
      'copied',
    )
  },
}
