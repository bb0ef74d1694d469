import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions } from 'electron'
import { app } from './app.ts'
import { prevented } from './emit.ts'
import { missing, only } from './only.ts'
import { openWindows } from './open-windows.ts'
import { createContents, type WebContents } from './web-contents.ts'

const known = new Set('x y width height minWidth minHeight show backgroundColor title webPreferences'.split(' '))

/** A window is a page in Chromium; its position on the screen is only recorded. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows = () => [...openWindows] as BrowserWindow[]
  static fromWebContents = (contents: WebContents) =>
    BrowserWindow.getAllWindows().find((window) => window.webContents.id === contents.id)

  webContents: WebContents
  private bounds: { x: number; y: number; width: number; height: number }
  private state = { visible: true, minimized: false, maximized: false, focused: false, onTop: false }

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    for (const name of Object.keys(options)) if (!known.has(name)) throw missing(`BrowserWindow option ${name}`)
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences = {} } = options
    this.bounds = { x, y, width, height }
    this.state.visible = show
    this.webContents = createContents({ width, height }, webPreferences)
    const strict = only('BrowserWindow', this)
    openWindows.add(strict)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => {
      openWindows.delete(strict)
      this.emit('closed')
      if (openWindows.size === 0) app.emit('window-all-closed')
    })
    return strict
  }

  loadURL = (url: string) => this.webContents.loadURL(url)
  getNormalBounds = () => ({ ...this.bounds })
  getBounds = this.getNormalBounds
  setBounds = (bounds: Partial<typeof this.bounds>) => void Object.assign(this.bounds, bounds)
  show = () => {
    this.state.visible = true
    this.focus()
  }
  hide = () => void (this.state.visible = false)
  isVisible = () => this.state.visible
  focus = () => this.lookAt(true)
  blur = () => this.lookAt(false)
  isFocused = () => this.state.focused
  minimize = () => void (this.state.minimized = true)
  isMinimized = () => this.state.minimized
  restore = () => void (this.state.minimized = false)
  unmaximize = () => void (this.state.maximized = false)
  isFullScreen = () => false
  setAlwaysOnTop = (onTop: boolean) => void (this.state.onTop = onTop)
  isAlwaysOnTop = () => this.state.onTop
  maximize = () => void (this.state.maximized = true)
  isMaximized = () => this.state.maximized
  isDestroyed = () => !BrowserWindow.getAllWindows().some((window) => window.webContents.id === this.webContents.id)
  private lookAt(focused: boolean) {
    if (this.state.focused === focused) return
    this.state.focused = focused
    this.emit(focused ? 'focus' : 'blur')
  }
  close = () => {
    if (prevented(this, 'close')) return false
    this.webContents.close()
    return true
  }
}
