import { spawn } from 'node:child_process'
import path from 'node:path'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { root } from './read-imports.ts'
import { until } from './until.ts'

const pluginDir = path.join(root, 'dist', 'clients', 'com.giftdeck.deck.sdPlugin')

interface Message {
  event: string
  context?: string
  id?: string
  payload?: Record<string, unknown>
}

/** What a picture of a key says: its state with the mark in its corner, and its texts. */
export interface Shown {
  state: string
  texts: string[]
}

function readImage(uri: string): Shown {
  const svg = decodeURIComponent(uri.slice(uri.indexOf(',') + 1))
  const unescape = (text: string) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
  return {
    state: unescape(/<title>(.*?)<\/title>/.exec(svg)?.[1] ?? ''),
    texts: [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, text]) => unescape(text!)),
  }
}

/**
 * Plays the Stream Deck app: starts the built plugin with the app's arguments and speaks its WebSocket. `settings` are
 * the plugin's global settings, which the app stores.
 */
export async function startStreamDeckApp(settings: Record<string, unknown> = {}, language = 'en') {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  let globals = settings
  let plugin: WebSocket | undefined
  let inspector: { socket: WebSocket; context: string; action: string } | undefined
  /** The settings of each key, as its inspector stored them. */
  const stored = new Map<string, Record<string, unknown>>()
  const messages: Message[] = []
  /** The last picture of each key. */
  const images = new Map<string, string>()
  const send = (message: object) => plugin!.send(JSON.stringify(message))

  /** Passes the messages of an inspector on to the plugin, as messages about its key. */
  function takeFromInspector(context: string, action: string, { event, payload = {} }: Message) {
    const common = { context, ...about(action, payload) }
    if (event === 'setSettings') {
      stored.set(context, payload)
      send({ event: 'didReceiveSettings', ...common })
    }
    if (event === 'sendToPlugin') send({ event, context, action: common.action, payload })
  }

  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as Message & { uuid?: string }
      if (message.event === 'registerPropertyInspector') {
        const [context = '', action = ''] = message.uuid!.split(' ')
        inspector = { socket, context, action }
        send({ event: 'propertyInspectorDidAppear', ...about(action, {}), context })
        return
      }
      if (socket === inspector?.socket) return takeFromInspector(inspector.context, inspector.action, message)
      plugin = socket
      messages.push(message)
      const { event, context = '', id, payload } = message
      if (event === 'sendToPropertyInspector') inspector?.socket.send(JSON.stringify(message))
      if (event === 'setImage') images.set(context, payload!['image'] as string)
      if (event === 'setGlobalSettings') globals = payload!
      if (event === 'getGlobalSettings' || event === 'setGlobalSettings')
        send({ event: 'didReceiveGlobalSettings', id, payload: { settings: globals } })
    })
  })

  const device = { id: 'device', name: 'Deck', size: { columns: 5, rows: 3 }, type: 0 }
  const info = {
    application: { font: 'sans', language, platform: 'windows', platformVersion: '11', version: '7.1.0.0' },
    colors: {},
    devicePixelRatio: 2,
    devices: [device],
    plugin: { uuid: 'com.giftdeck.deck', version: '0.1.0.0' },
  }
  const { port } = server.address() as AddressInfo
  const args = ['-port', `${port}`, '-pluginUUID', 'plugin', '-registerEvent', 'registerPlugin', '-info']
  const child = spawn(process.execPath, ['bin/plugin.js', ...args, JSON.stringify(info)], { cwd: pluginDir })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  onTestFinished(() => {
    child.kill()
    server.close()
    plugin?.terminate()
  })
  await until(() => messages.some(({ event }) => event === 'registerPlugin'))

  const about = (action: string, keySettings: object) => ({
    action: `com.giftdeck.deck.${action}`,
    device: device.id,
    payload: {
      controller: 'Keypad',
      coordinates: { column: 0, row: 0 },
      isInMultiAction: false,
      settings: keySettings,
      state: 0,
    },
  })

  return {
    errors: () => errors,
    globals: () => globals,
    /** What the inspector of this key stored. */
    stored: (context: string) => stored.get(context),
    messages,
    /** The arguments with which the app calls `connectElgatoStreamDeckSocket` in the inspector of a key. */
    inspectorArguments(context: string, action: string) {
      const common = { context, ...about(action, stored.get(context) ?? {}) }
      return [
        `${port}`,
        `${context} ${action}`,
        'registerPropertyInspector',
        JSON.stringify(info),
        JSON.stringify(common),
      ]
    },
    /** Puts a key of this action on the deck. */
    addKey(context: string, action: string, keySettings: object = {}) {
      const common = { context, ...about(action, keySettings) }
      send({ event: 'willAppear', ...common })
      const shown = () => readImage(images.get(context) ?? '')
      return {
        shown,
        /** Resolves once the key shows this state. */
        shows: (state: string) => until(() => (shown().state === state ? shown() : null)),
        down: () => send({ event: 'keyDown', ...common }),
        up: () => send({ event: 'keyUp', ...common }),
        press() {
          send({ event: 'keyDown', ...common })
          send({ event: 'keyUp', ...common })
        },
        alerts: () => messages.filter((each) => each.event === 'showAlert' && each.context === context).length,
      }
    },
    /** A message of the property inspector of this key. */
    inspect: (context: string, action: string, payload: object) => {
      send({ event: 'propertyInspectorDidAppear', context, action: `com.giftdeck.deck.${action}`, device: device.id })
      send({ event: 'sendToPlugin', context, action: `com.giftdeck.deck.${action}`, payload })
    },
    /** The last state that the property inspector got. */
    inspector: () => messages.findLast(({ event }) => event === 'sendToPropertyInspector')?.payload,
  }
}
