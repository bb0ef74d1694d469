import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from '../test/find-browser.mjs'

/** `node installer/draw-icon.mjs`: renders the SVG icon of the page as the PNG that the installers are made from. */

const root = path.resolve(import.meta.dirname, '..')
const size = 1024
const folder = path.join(root, 'installer', 'resources')
const source = readFileSync(path.join(root, 'renderer', 'public', 'icon.svg'))

const { path: executablePath, why } = findBrowser(root, process.execPath)
if (!executablePath) throw new Error(`The icon cannot be drawn: ${why}`)
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath })
const page = await browser.newPage({ viewport: { width: size, height: size } })
const address = `data:image/svg+xml;base64,${source.toString('base64')}`
await page.setContent(`<img src="${address}" width="${size}" height="${size}" style="position:fixed;inset:0">`)
await page.locator('img').evaluate((image) => image.decode())
await page.screenshot({ path: path.join(folder, 'icon.png'), omitBackground: true })
await browser.close()
