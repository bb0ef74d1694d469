import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from '../test/find-browser.mjs'

/**
 * `node installer/draw-tray-icon.mjs`: renders the SVG icon of the page as PNG files for the tray and for the macOS
 * menu bar. Run it after a change of the SVG. macOS colours the menu bar icon itself and uses only the alpha channel,
 * so there the darkness of a pixel becomes its opacity.
 */

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'electron', 'main', 'tray')
const source = readFileSync(path.join(root, 'renderer', 'public', 'icon.svg'))

const { path: executablePath, why } = findBrowser(root, process.execPath)
if (!executablePath) throw new Error(`The icon cannot be drawn: ${why}`)
const browser = await chromium.launch({ executablePath })
const page = await browser.newPage()
const address = `data:image/svg+xml;base64,${source.toString('base64')}`

const draw = (size, asShape) =>
  page.evaluate(
    async (of) => {
      const image = new Image(of.size, of.size)
      image.src = of.address
      await image.decode()
      const canvas = new OffscreenCanvas(of.size, of.size)
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0, of.size, of.size)
      if (of.asShape) {
        const pixels = context.getImageData(0, 0, of.size, of.size)
        const { data } = pixels
        for (let at = 0; at < data.length; at += 4) {
          const light = (0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2]) / 255
          // The factor makes the violet of the key opaque, the ribbon half transparent and the spark fully transparent.
          data[at + 3] *= Math.min(1, (1 - light) * 1.9)
          data[at] = data[at + 1] = data[at + 2] = 0
        }
        context.putImageData(pixels, 0, 0)
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
      return Array.from(bytes)
    },
    { size, asShape, address },
  )

// Windows scales the tray to 100, 125, 150, 200 and 300 %.
for (const { name, asShape, sizes } of [
  { name: 'tray', asShape: false, sizes: [16, 20, 24, 32, 48] },
  { name: 'menu-bar', asShape: true, sizes: [16, 32] },
])
  for (const size of sizes)
    writeFileSync(path.join(folder, `${name}-${size}.png`), Buffer.from(await draw(size, asShape)))
await browser.close()
