import type { Obs, ObsTrouble } from '../../../shared/contract/obs.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, SecretStore, SettingsStore, Timer } from '../ports.ts'
import { obsSettingsSchema, type ObsSettings } from '../settings/known-settings.ts'
import { openObsSocket, type ObsEnd, type ObsSocket } from './obs-socket.ts'
import { addBrowserSource, reloadOverlays, type AddedSource, type NewSource } from './obs-source.ts'

/** What OBS says of the stream, each time it changes and at every connect. */
export type ObsWitness =
  | { is: 'stream'; stream: NonNullable<Obs['stream']> }
  /** OBS can no longer be asked. */
  | { is: 'lost' }
  /** The host switched the connection off. */
  | { is: 'off' }

/** The connection to OBS. It exists only after the host switched it on, and is opened again after a loss. */
export interface ObsLink {
  read(): Obs
  /** Connects anew. Rejects if the settings or the password cannot be stored. */
  set(input: { enabled: boolean; address?: string | undefined; password?: string | undefined }): Promise<Obs>
  addSource(source: NewSource): Promise<AddedSource>
  close(): void
}

const settingsKey = 'obs'
const secretName = 'obs-password'
const usual: ObsSettings = { enabled: false, address: '127.0.0.1:4455' }

type Stream = NonNullable<Obs['stream']>
const streams: ReadonlySet<string> = new Set<Stream>([
  'starting',
  'started',
  'reconnecting',
  'reconnected',
  'stopping',
  'stopped',
])

export async function openObsLink(deps: {
  settings: SettingsStore
  secrets: SecretStore
  clock: Clock
  log: Log
  policy: Policy['obs']
  onWitness(witness: ObsWitness): void
  /** The address of a browser source is that of an overlay which no page shows now. */
  isClosedOverlay(url: string): boolean
  /** `read` answers something else now. */
  onChange(): void
}): Promise<ObsLink> {
  const { settings, secrets, clock, log, policy } = deps
  let chosen = obsSettingsSchema.safeParse(settings.get(settingsKey)).data ?? usual
  let password = await secrets.get(secretName).catch(() => undefined)
  let connection: { close(): void } | null = null
  let socket: ObsSocket | null = null
  let version: string | undefined
  let stream: Stream | undefined
  let trouble: ObsEnd | null = null
  let tries = 0
  let timer: Timer | null = null

  const say = (next: Stream) => {
    if (next === stream) return
    stream = next
    deps.onWitness({ is: 'stream', stream: next })
    deps.onChange()
  }

  function connect() {
    const own = openObsSocket({ address: chosen.address, password, clock, policy }, { onOpen, onEvent, onEnd })
    connection = own

    function onOpen(opened: ObsSocket) {
      socket = opened
      tries = 0
      trouble = null
      ask(opened).catch(() => opened.close())
    }
    /** An event is newer than the answer to a question that was asked before it. */
    async function ask(opened: ObsSocket) {
      let isNewer = false
      heardEvent = () => (isNewer = true)
      const known = await opened.request('GetVersion')
      const status = await opened.request('GetStreamStatus')
      heardEvent = () => {}
      if (socket !== opened) return
      version = typeof known.data['obsVersion'] === 'string' ? known.data['obsVersion'] : ''
      if (!isNewer) say(streamOf(status.data))
      deps.onChange()
      await reloadOverlays(opened, (url) => deps.isClosedOverlay(url))
    }
    function onEvent(type: string, data: Record<string, unknown>) {
      if (type !== 'StreamStateChanged') return
      const next = String(data['outputState']).replace('OBS_WEBSOCKET_OUTPUT_', '').toLowerCase()
      if (!streams.has(next)) return
      heardEvent()
      say(next as Stream)
    }
    function onEnd(why: ObsEnd) {
      if (connection !== own) return
      const wasConnected = stream !== undefined
      ;[socket, version, stream, connection] = [null, undefined, undefined, null]
      if (trouble !== why) log.info('OBS is not connected.', { why })
      trouble = why
      if (wasConnected) deps.onWitness({ is: 'lost' })
      deps.onChange()
      if (isFinal(why)) return
      const waits = policy.tryAgainAfterMs
      timer = clock.setTimeout(connect, waits[Math.min(tries++, waits.length - 1)]!)
    }
  }
  let heardEvent = () => {}

  function disconnect() {
    if (timer !== null) clock.clearTimeout(timer)
    const old = connection
    ;[connection, socket, version, stream, timer, trouble, tries] = [null, null, undefined, undefined, null, null, 0]
    old?.close()
  }

  const read = (): Obs => ({
    ...chosen,
    connected: version !== undefined,
    hasPassword: password !== undefined,
    ...(chosen.enabled && trouble && version === undefined && { trouble: describe(trouble) }),
    ...(version !== undefined && { version }),
    ...(stream !== undefined && { stream }),
  })

  if (chosen.enabled) connect()
  return {
    read,
    async set(input) {
      if (input.password !== undefined) await storePassword(input.password)
      const next = { enabled: input.enabled, address: input.address ?? chosen.address }
      settings.set(settingsKey, next)
      chosen = next
      const wasConnected = stream !== undefined
      disconnect()
      if (!chosen.enabled) deps.onWitness({ is: 'off' })
      else if (wasConnected) deps.onWitness({ is: 'lost' })
      if (chosen.enabled) connect()
      deps.onChange()
      return read()
    },
    addSource: (source) => addBrowserSource(version === undefined ? null : socket, source),
    close: disconnect,
  }

  async function storePassword(next: string) {
    if (next === '') await secrets.delete(secretName)
    else await secrets.set(secretName, next)
    password = next === '' ? undefined : next
  }
}

/** OBS says that a stream which reconnects is not active, although the show goes on. */
const streamOf = ({ outputActive, outputReconnecting }: Record<string, unknown>): Stream => {
  if (outputReconnecting === true) return 'reconnecting'
  return outputActive === true ? 'started' : 'stopped'
}

/** Trying again would not help before the host changes something. */
const isFinal = (why: ObsEnd) => why === 'wrong-password' || why === 'password-needed' || why === 'too-old'

const troubles: Record<ObsEnd, ObsTrouble> = {
  refused: {
    reason: 'not-running',
    message: 'OBS does not answer at this address.',
    advice: 'Start OBS, and switch on its WebSocket server under Tools. It is connected as soon as it answers.',
  },
  lost: {
    reason: 'lost',
    message: 'The connection to OBS was lost.',
    advice: 'It is connected again as soon as OBS answers.',
  },
  'wrong-password': {
    reason: 'wrong-password',
    message: 'OBS refused the password.',
    advice: 'Copy the password from OBS: Tools, WebSocket Server Settings, Show Connect Info.',
  },
  'password-needed': {
    reason: 'password-needed',
    message: 'OBS asks for a password.',
    advice: 'Copy the password from OBS: Tools, WebSocket Server Settings, Show Connect Info.',
  },
  'too-old': {
    reason: 'too-old',
    message: 'This version of OBS cannot be connected.',
    advice: 'Update OBS to version 28 or newer.',
  },
  'not-obs': {
    reason: 'not-obs',
    message: 'Another program answers at this address.',
    advice: 'Compare the port with OBS: Tools, WebSocket Server Settings.',
  },
}
const describe = (why: ObsEnd) => troubles[why]
