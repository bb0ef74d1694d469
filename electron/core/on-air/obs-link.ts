import type { Obs } from '../../../shared/contract/obs.ts'
import { runSafely } from '../platform/run-safely.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, SecretStore, SettingsStore, Timer } from '../ports.ts'
import { obsSettingsSchema, type ObsSettings } from '../settings/known-settings.ts'
import { openObsSocket, type ObsAnswer, type ObsEnd, type ObsSocket } from './obs-socket.ts'
import { addBrowserSource, reloadOverlays, type AddedSource, type NewSource } from './obs-source.ts'
import { describeTrouble, needsTheHost } from './obs-trouble.ts'

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
  /**
   * Connects anew, unless it is connected and nothing changes. Rejects if the settings or the password cannot be stored;
   * nothing has changed then.
   */
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
  const storedPassword = () => secrets.get(secretName).catch(() => undefined)
  let password = await storedPassword()
  let connection: { close(): void } | null = null
  let socket: ObsSocket | null = null
  let version: string | undefined
  let stream: Stream | undefined
  let trouble: ObsEnd | null = null
  let tries = 0
  let timer: Timer | null = null
  let isClosed = false

  const changed = () =>
    runSafely(log, 'A change of the connection to OBS could not be reported.', () => deps.onChange())
  const report = (witness: ObsWitness) =>
    runSafely(log, 'A message of OBS could not be handled.', () => deps.onWitness(witness))
  const say = (next: Stream) => {
    if (next === stream) return
    stream = next
    report({ is: 'stream', stream: next })
    changed()
  }
  let counted = { since: clock.monotonic(), states: 0 }
  const isFlood = () => {
    const now = clock.monotonic()
    if (now - counted.since >= policy.statesWithinMs) counted = { since: now, states: 0 }
    return ++counted.states > policy.mostStatesCount
  }
  const tryLater = (run: () => void) => {
    if (timer !== null) clock.clearTimeout(timer)
    const waits = policy.tryAgainAfterMs
    timer = clock.setTimeout(run, waits[Math.min(tries++, waits.length - 1)]!)
  }

  function connect() {
    const own = openObsSocket({ address: chosen.address, password, clock, policy }, { onOpen, onEvent, onEnd })
    connection = own

    function onOpen(opened: ObsSocket) {
      socket = opened
      ask(opened).catch(() => opened.close())
    }
    async function ask(opened: ObsSocket) {
      const known = await opened.request('GetVersion')
      const status = await opened.request('GetStreamStatus')
      if (socket !== opened) return
      const answered = streamOf(status)
      if (answered === undefined) {
        // OBS that is still starting does not know its stream yet. That is no word about the show.
        if (status.code === notReady) tryLater(() => void ask(opened).catch(() => opened.close()))
        else opened.close('not-obs')
        return
      }
      ;[tries, trouble] = [0, null]
      const reported = known.data['obsVersion']
      version = typeof reported === 'string' ? reported.slice(0, longestVersion) : ''
      log.info('OBS is connected.', { version })
      // An event is newer than the answer to a question that was asked before it.
      if (stream === undefined) say(answered)
      changed()
      await reloadOverlays(opened, (url) => deps.isClosedOverlay(url)).catch((error: Error) =>
        log.info('The overlays in OBS were not reloaded.', { detail: error.message }),
      )
    }
    function onEvent(type: string, data: Record<string, unknown>) {
      const state = data['outputState']
      if (type !== 'StreamStateChanged' || typeof state !== 'string') return
      const next = state.replace('OBS_WEBSOCKET_OUTPUT_', '').toLowerCase()
      if (!streams.has(next) || next === stream) return
      if (!isFlood()) return say(next as Stream)
      tries = policy.tryAgainAfterMs.length
      socket?.close('not-obs')
    }
    function onEnd(why: ObsEnd) {
      if (connection !== own) return
      const wasConnected = stream !== undefined
      ;[socket, version, stream, connection] = [null, undefined, undefined, null]
      if (trouble !== why) log.info('OBS is not connected.', { why })
      trouble = why
      if (wasConnected) report({ is: 'lost' })
      changed()
      if (!needsTheHost(why)) tryLater(connect)
    }
  }

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
    ...(chosen.enabled && trouble && version === undefined && { trouble: describeTrouble(trouble) }),
    ...(version !== undefined && { version }),
    ...(stream !== undefined && { stream }),
  })

  // The key store was locked at the start, and the password can be read now.
  secrets.onAppear?.(() => {
    const readAgain = async () => {
      const found = await storedPassword()
      if (isClosed || found === undefined || password !== undefined) return
      password = found
      if (chosen.enabled && version === undefined) {
        disconnect()
        connect()
      }
      changed()
    }
    runSafely(log, 'The password of OBS could not be read again.', readAgain)
  })

  if (chosen.enabled) connect()
  return {
    read,
    async set(input) {
      const next = { enabled: input.enabled, address: input.address ?? chosen.address }
      const before = password
      const given = input.password === undefined ? before : input.password || undefined
      if (given !== before) await storePassword(given)
      try {
        settings.set(settingsKey, next)
      } catch (error) {
        if (given !== before) await storePassword(before)
        throw error
      }
      // A form that is saved unchanged during a show must not look like a loss of OBS.
      const isSame = next.enabled && next.address === chosen.address && given === before
      if (isSame && version !== undefined) return read()
      const wasConnected = stream !== undefined
      chosen = next
      disconnect()
      if (!chosen.enabled) report({ is: 'off' })
      else if (wasConnected) report({ is: 'lost' })
      if (chosen.enabled) connect()
      changed()
      return read()
    },
    addSource: (source) => addBrowserSource(version === undefined ? null : socket, source),
    close() {
      isClosed = true
      disconnect()
    },
  }

  async function storePassword(next: string | undefined) {
    if (next === undefined) await secrets.delete(secretName)
    else await secrets.set(secretName, next)
    password = next
  }
}

/** The code of obs-websocket for a request that came before OBS has loaded its scenes. */
const notReady = 207
const longestVersion = 40

/**
 * Undefined if OBS did not answer the question. OBS says that a stream which reconnects is not active, although the show
 * goes on.
 */
function streamOf({ ok, data }: ObsAnswer): Stream | undefined {
  const { outputActive, outputReconnecting } = data
  if (!ok || typeof outputActive !== 'boolean') return undefined
  if (outputReconnecting === true) return 'reconnecting'
  return outputActive ? 'started' : 'stopped'
}
