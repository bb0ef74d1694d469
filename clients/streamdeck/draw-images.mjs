import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../test/find-browser.mjs'
import { markPath } from './key-marks.ts'

/**
 * `node clients/streamdeck/draw-images.mjs`: draws the images that the manifest names. They are checked in, so that a
 * build needs no browser.
 */

const root = path.resolve(import.meta.dirname, '..', '..')
const folder = path.join(import.meta.dirname, 'plugin', 'imgs')
const icon = readFileSync(path.join(root, 'renderer', 'public', 'icon.svg'))
mkdirSync(folder, { recursive: true })

const svg = (size, inner) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${inner}</svg>\n`
const write = (name, text) => writeFileSync(path.join(folder, `${name}.svg`), text)

// The app shows the icons of a list in one colour, on a transparent ground.
const ink = '#ffffff'
const marks = { stop: 'stop', announce: 'speaker', armed: 'lock' }
const shapeOf = (name, at) => {
  if (name in marks) return markPath(marks[name], at)
  const { x, y, radius } = at
  const scaled = (inner) => `<g transform="translate(${x} ${y}) scale(${radius / 12})">${inner}</g>`
  const count = `<path d="M-9 10V0M0 10V-9M9 10V-4" stroke="${ink}" stroke-width="4" stroke-linecap="round" fill="none"/>`
  const gift = `<path d="M-9 -1V10H9V-1M-11 -5H11V-1H-11ZM0 -5V10M0 -5C-9 -5 -7 -13 0 -5C7 -13 9 -5 0 -5" stroke="${ink}" stroke-width="2" stroke-linejoin="round" fill="none"/>`
  return scaled(name === 'count' ? count : gift)
}
for (const name of ['fire', 'stop', 'count', 'announce', 'armed']) {
  write(name, svg(20, shapeOf(name, { x: 10, y: 10, radius: 8, ink })))
  const key = `<rect width="144" height="144" fill="#12121c"/>${shapeOf(name, { x: 72, y: 72, radius: 40, ink })}`
  write(`${name}-key`, svg(144, key))
}
write('category', svg(28, shapeOf('fire', { x: 14, y: 14, radius: 11, ink })))

const { path: executablePath, why } = findBrowser(root, process.execPath)
if (!executablePath) throw new Error(`The images cannot be drawn: ${why}`)
const browser = await chromium.launch({ executablePath })
for (const [name, size] of [
  ['marketplace', 256],
  ['marketplace@2x', 512],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const address = `data:image/svg+xml;base64,${icon.toString('base64')}`
  await page.setContent(`<img src="${address}" width="${size}" height="${size}" style="position:fixed;inset:0">`)
  await page.locator('img').evaluate((image) => image.decode())
  await page.screenshot({ path: path.join(folder, `${name}.png`), omitBackground: true })
}
await browser.close()
