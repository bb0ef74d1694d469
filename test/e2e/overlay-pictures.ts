import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { overlayLanguages, overlayLooks } from '../../shared/domain/overlays.ts'
import { type OverlayServer, startOverlayServer } from '../support/overlay-server.ts'
import { sampleView } from '../support/overlay-view.ts'

/** Pictures of every look of the overlay, for review: `npm run screenshots -- --overlay`. */

const folder = path.resolve(import.meta.dirname, '../../screenshots/overlay')

const sizes = { canvas: [1920, 1080], usual: [800, 600], strip: [360, 60], narrow: [360, 640] } as const

/** A busy picture and a bright one, drawn by the browser, as a game or a white room would lie behind an overlay. */
const pictures = ['busy', 'bright'] as const

/** Draws the picture behind the page, where OBS would have the scene. */
const drawPicture = (page: Page, picture: (typeof pictures)[number]) =>
  page.evaluate((kind) => {
    const canvas = document.createElement('canvas')
    canvas.width = innerWidth
    canvas.height = innerHeight
    canvas.style.cssText = 'position: fixed; inset: 0; z-index: -1'
    const draw = canvas.getContext('2d')!
    let seed = 7
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
    const sky = draw.createLinearGradient(0, 0, innerWidth * 0.3, innerHeight)
    const colours = kind === 'busy' ? ['#2b5cff', '#ff5e9c', '#12342b'] : ['#ffffff', '#fdf6e3', '#e8f4ff']
    for (const [index, colour] of colours.entries()) sky.addColorStop(index / 2, colour)
    draw.fillStyle = sky
    draw.fillRect(0, 0, innerWidth, innerHeight)
    const shapes = kind === 'busy' ? 900 : 60
    for (let shape = 0; shape < shapes; shape++) {
      const light = kind === 'busy' ? 10 + random() * 85 : 86 + random() * 13
      draw.fillStyle = `hsl(${random() * 360} ${kind === 'busy' ? 80 : 40}% ${light}% / 0.85)`
      const [x, y, size] = [random() * innerWidth, random() * innerHeight, 4 + random() ** 3 * innerHeight * 0.25]
      if (shape % 3 === 0) draw.fillRect(x, y, size * 2, size / 4)
      else {
        draw.beginPath()
        draw.arc(x, y, size / 2, 0, 7)
        draw.fill()
      }
    }
    document.body.append(canvas)
  }, picture)

const texts = {
  en: { title: 'New microphone', name: 'Rocket' },
  'zh-CN': { title: '新麦克风', name: '火箭' },
}

async function shoot(page: Page, server: OverlayServer, name: string, gift: string) {
  await page.locator('#gd-goal').waitFor()
  await page.waitForTimeout(900)
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
  server.alert({ name: gift, icon: '🚀', pieces: 12 })
  await page.locator('#gd-alert[data-shown="true"]').waitFor()
  await page.waitForTimeout(500)
  await page.screenshot({ path: path.join(folder, `${name}-alert.png`) })
}

/** Takes every look at every size, over both pictures and in both languages. */
export async function shootOverlay(browser: Browser, wanted = '') {
  mkdirSync(folder, { recursive: true })
  for (const look of overlayLooks)
    for (const [size, [width, height]] of Object.entries(sizes))
      for (const picture of pictures)
        for (const language of overlayLanguages) {
          const picked = [look, size, picture, language].join('-')
          if (!picked.includes(wanted)) continue
          const server = await startOverlayServer()
          const page = await browser.newPage({ viewport: { width, height } })
          const { title, name } = texts[language]
          const view = sampleView({ look, language, environment: language === 'en' ? 'live' : 'test' })
          view.goal = { ...view.goal!, title }
          server.show(view)
          await page.goto(server.address)
          await drawPicture(page, picture)
          await shoot(page, server, picked, name)
          await page.close()
          await server.end()
        }
}
