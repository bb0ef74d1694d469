import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { WebPreferences } from 'electron'
import { app } from './app.ts'
import { browser } from './browser.ts'
import type { Session } from './cdp.ts'
import { prevented } from './emit.ts'
import { ipcMain } from './ipc-main.ts'
import { missing, only } from './only.ts'
import { pageSource, preloadSource } from './page-worlds.ts'
import { fromWeb, toWeb } from './protocol.ts'
import { answerRequests, askWindowOpen } from './requests.ts'
import { settlePermissions } from './session.ts'
import { refuseWeak } from './web-preferences.ts'

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

const world = 'preload'
const everyContents = new Map<string, WebContents>()
let lastId = 0

export interface Frame {
  url: string
  processId: number
  routingId: number
}

/** One page in Chromium, from the view of the app's main process. */
export class WebContents extends EventEmitter {
  id = ++lastId
  /** Chromium's id of the page; its main frame has the same id. */
  targetId = ''
  openHandler: OpenHandler = () => ({ action: 'allow' })
  private line: Session | undefined
  private frames = new Map<string, Frame>()
  /** The frame of each preload world. */
  private worlds = new Map<number, string>()
  private devTools = false
  private preferences: WebPreferences
  private byMain = false
  private opened: Promise<void>

  constructor(size: { width: number; height: number }, preferences: WebPreferences) {
    super()
    refuseWeak(preferences)
    this.preferences = preferences
    this.opened = this.open(size, preferences.preload)
  }

  private async open(size: { width: number; height: number }, preload: string | undefined) {
    const chromium = await browser
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size })
    this.targetId = targetId
    everyContents.set(targetId, this)
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true })
    const line = chromium.session(sessionId)
    this.line = line
    this.frames.set(targetId, { url: 'about:blank', processId: 1, routingId: 1 })
    line.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === world) this.worlds.set(context.id, String(context.auxData?.['frameId']))
    })
    line.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.worlds.delete(executionContextId))
    line.on('Runtime.executionContextsCleared', () => this.worlds.clear())
    line.on('Runtime.bindingCalled', ({ payload, executionContextId }) => this.hear(payload, executionContextId))
    line.on('Page.frameNavigated', ({ frame }) => {
      const routingId = frame.id === targetId ? 1 : (this.frames.get(frame.id)?.routingId ?? this.frames.size + 1)
      this.frames.set(frame.id, { url: fromWeb(frame.url), processId: 1, routingId })
    })
    line.on('Page.loadEventFired', () => this.emit('did-finish-load', {}))
    line.on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    await Promise.all([line.send('Runtime.enable'), line.send('Page.enable')])
    await answerRequests(line, this)
    const secret = randomBytes(12).toString('hex')
    await line.send('Runtime.addBinding', { name: 'lookalikeSend', executionContextName: world })
    await line.send('Page.addScriptToEvaluateOnNewDocument', { source: pageSource(secret, askWindowOpen) })
    if (preload !== undefined) {
      const source = preloadSource(secret, readFileSync(preload, 'utf8'))
      await line.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: world })
    }
  }

  get mainFrame(): Frame {
    return this.frames.get(this.targetId) ?? { url: '', processId: 0, routingId: 0 }
  }
  getURL = () => this.mainFrame.url

  private hear(text: string, context: number) {
    const frame = this.frames.get(this.worlds.get(context) ?? '') ?? null
    const { channel, args } = JSON.parse(text) as { channel: string; args: unknown[] }
    ipcMain.emit(channel, { sender: this, senderFrame: frame }, ...args)
  }

  send(channel: string, ...args: unknown[]) {
    const contextId = [...this.worlds].find(([, frame]) => frame === this.targetId)?.[0]
    if (contextId === undefined || this.isDestroyed()) return
    const expression = `lookalikeHear(${JSON.stringify(channel)}, ${JSON.stringify(args)})`
    this.line!.send('Runtime.evaluate', { expression, contextId }).then(
      ({ exceptionDetails: thrown }) => thrown && console.error(`The page threw: ${thrown.exception?.description}`),
      // The page was closed before the message arrived.
      () => {},
    )
  }

  /** Tells whether the app allows the navigation. Loads by main itself or by Playwright are not checked. */
  mayNavigate(url: string, frameId: string, by: 'page' | 'main' | 'redirect'): boolean {
    const isMainFrame = frameId === this.targetId
    if (by === 'main' || this.byMain) return true
    const details = { url: fromWeb(url), isMainFrame, isSameDocument: false, frame: this.frames.get(frameId) ?? null }
    if (by === 'redirect') return !prevented(this, 'will-redirect', details)
    return (
      !(isMainFrame && prevented(this, 'will-navigate', details)) && !prevented(this, 'will-frame-navigate', details)
    )
  }

  async loadURL(url: string) {
    await this.opened
    await settlePermissions(url)
    const loaded = new Promise((resolve) => this.once('did-finish-load', resolve))
    this.byMain = true
    const { errorText } = await this.line!.send('Page.navigate', { url: toWeb(url) })
    this.byMain = false
    if (errorText !== undefined) throw new Error(`${errorText} (-1) loading '${url}'`)
    await loaded
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.line!.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as unknown
  }

  setWindowOpenHandler(handler: OpenHandler) {
    this.openHandler = handler
  }
  openDevTools() {
    this.devTools = this.preferences.devTools ?? true
  }
  getLastWebPreferences = () => this.preferences
  isDevToolsOpened = () => this.devTools
  isDestroyed = () => this.targetId !== '' && !everyContents.has(this.targetId)
  close() {
    if (this.isDestroyed()) return
    // The page may have closed by itself at the same moment, which is just as good.
    void this.opened.then(async () =>
      (await browser).send('Target.closeTarget', { targetId: this.targetId }).catch(() => {}),
    )
  }
}

export const webContents = only('webContents', {
  fromDevToolsTargetId: (id: string) => everyContents.get(id),
  getAllWebContents: () => [...everyContents.values()],
})

/** Follows Chromium's pages: closes those that the app denied, and reports closed ones to the app. */
export async function followPages() {
  const chromium = await browser
  chromium.on('Target.targetCreated', ({ targetInfo: { targetId, openerId, url } }) => {
    const opener = everyContents.get(openerId ?? '')
    if (opener && opener.openHandler({ url: fromWeb(url) }).action !== 'allow')
      chromium.send('Target.closeTarget', { targetId }).catch(() => {})
  })
  chromium.on('Target.targetDestroyed', ({ targetId }) => {
    const contents = everyContents.get(targetId)
    everyContents.delete(targetId)
    contents?.emit('destroyed')
  })
}

export function createContents(size: { width: number; height: number }, preferences: WebPreferences): WebContents {
  if (!app.isReady()) throw missing('window before the app is ready')
  const contents = only('webContents', new WebContents(size, preferences))
  app.emit('web-contents-created', {}, contents)
  return contents
}
