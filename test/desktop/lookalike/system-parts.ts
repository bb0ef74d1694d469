import { EventEmitter } from 'node:events'
import type { Menu, MessageBoxOptions, NotificationConstructorOptions } from 'electron'
import { only } from './only.ts'

/** The parts of the desktop that the app uses. None of them is visible. */

let copied = ''
export const clipboard = only('clipboard', {
  writeText: async (text: string) => void (copied = text),
  readText: async () => copied,
})

/** Prints the text of a message box, as Electron does without a display. A real box would wait for a click. */
export const dialog = only('dialog', {
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}\n${content}\n`),
  async showMessageBox(_window: unknown, { message, detail }: MessageBoxOptions) {
    process.stderr.write(`${message}\n${detail}\n`)
    return { response: 0, checkboxChecked: false }
  },
})

export class Notification extends EventEmitter {
  static isSupported = () => true
  title: string
  body: string
  constructor({ title = '', body = '' }: NotificationConstructorOptions) {
    super()
    this.title = title
    this.body = body
  }
  show() {}
}

const blocks = new Set<number>()
let lastBlock = 0
export const powerSaveBlocker = only('powerSaveBlocker', {
  start(_type: 'prevent-app-suspension') {
    blocks.add(++lastBlock)
    return lastBlock
  },
  stop: (id: number) => blocks.delete(id),
  isStarted: (id: number) => blocks.has(id),
})

/** Shortcuts that another program has registered. */
const taken = process.env['LOOKALIKE_TAKEN_KEY']
const shortcuts = new Map<string, () => void>()
export const globalShortcut = only('globalShortcut', {
  register(accelerator: string, run: () => void) {
    if (shortcuts.has(accelerator) || taken === accelerator) return false
    shortcuts.set(accelerator, run)
    return true
  },
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
})

/** The tray is not visible; tests read its text. */
export class Tray extends EventEmitter {
  constructor(_image: unknown) {
    super()
  }
  setToolTip(_text: string) {}
  setContextMenu(_menu: Menu | null) {}
  destroy() {}
}

export const nativeImage = only('nativeImage', {
  createEmpty: () => only('NativeImage', { addRepresentation: () => {} }),
})

const area = { x: 0, y: 0, width: 1920, height: 1080 }
const display = { id: 1, bounds: area, workArea: area, scaleFactor: 1 }
export const screen = only('screen', {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
  getDisplayMatching: () => display,
})

export const shell = only('shell', {})
