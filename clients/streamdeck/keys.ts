import { isArmed, locks } from '../../shared/domain/arming.ts'
import { CallFailed, type GiftdeckClient } from '../giftdeck-client/client.ts'
import type { Connection } from './connection.ts'
import { announceFace, armedFace, countFace, fireFace, stopFace, type Seen } from './faces.ts'
import { dataUri, keyImage, type KeyFace } from './key-image.ts'
import type { OwnPress } from './outcome.ts'
import { createPressTiming, type PressMode } from './press-timing.ts'
import type { AnySettings } from './settings.ts'
import type { Translate } from './texts.ts'

export const actionNames = ['fire', 'stop', 'count', 'announce', 'armed'] as const
export type ActionName = (typeof actionNames)[number]

/** A key of the Stream Deck, as the app gives it to the plugin. */
export interface DeckButton {
  setImage: (image: string) => void
  showAlert: () => void
}

export interface Key {
  down(): void
  up(): void
  paint(): void
  change(settings: AnySettings): void
  close(): void
}

interface KeyDeps {
  connection: Connection
  t: Translate
  now?: () => number
}

/** After a short press of a locked key, this long. */
const saidMs = 2_000

/** One key of the Stream Deck: its settings, its last press and its picture. */
export function createKey(
  action: ActionName,
  button: DeckButton,
  given: AnySettings,
  { connection, t, now = Date.now }: KeyDeps,
): Key {
  let settings = given
  let press: OwnPress | undefined
  let saidLockedAt = -Infinity
  let drawn = ''
  const seen = (): Seen => ({ link: connection.link(), view: connection.view(), now: now(), t })

  function face(): KeyFace {
    if (action === 'stop') return stopFace(seen())
    if (action === 'count') return countFace(seen(), settings)
    if (action === 'armed') return armedFace(seen(), settings)
    const made = action === 'fire' ? fireFace(seen(), settings, press) : announceFace(seen(), settings, press)
    return made.state === 'locked' && now() - saidLockedAt < saidMs ? { ...made, text: t('locked') } : made
  }
  function paint() {
    const image = dataUri(keyImage(face()))
    if (image === drawn) return
    drawn = image
    button.setImage(image)
  }

  /** Runs a call whose result the events of Giftdeck show; only a failure is told here. */
  const run = (call: (client: GiftdeckClient) => Promise<unknown>) => {
    // STOP is tried while offline too, because Giftdeck may be there again.
    const client = action === 'stop' || connection.link().is === 'online' ? connection.client() : null
    if (!client) return button.showAlert()
    call(client).catch(() => button.showAlert())
  }

  /** False for a key that would send nothing: it is offline, of another room, removed or stopped. */
  const canSend = () =>
    !['setup', 'pairing', 'connecting', 'offline', 'stopped', 'otherRoom', 'missing'].includes(face().state)
  function mode(): PressMode {
    const status = connection.view()?.status
    if (!status || !canSend()) return 'nothing'
    if (!locks(status.environment)) return 'send'
    return isArmed(status, now()) ? 'armed' : 'locked'
  }

  function send() {
    const [client, view] = [connection.client(), connection.view()]
    if (!client || !view) return
    const own: OwnPress = { at: now(), ids: [] }
    press = own
    const onAccepted = (ids: readonly string[]) => {
      own.ids = ids
      paint()
    }
    const ended = () => {
      own.at = now()
      paint()
    }
    sent(client, onAccepted).then(ended, (error: unknown) => {
      own.error = error instanceof CallFailed ? error : { code: null, status: null }
      ended()
    })
    paint()
  }
  function sent(client: GiftdeckClient, onAccepted: (ids: readonly string[]) => void): Promise<unknown> {
    if (action === 'fire') {
      const { key = '', room = '', count } = settings
      return client.press({ id: key, room }, { onAccepted, ...(count !== undefined && { count }) })
    }
    const template = connection.view()!.templates.find(({ id }) => id === settings.template)!
    const { text, extensionInfo } = template
    return client.announce(text, { onAccepted, ...(extensionInfo !== undefined && { extensionInfo }) })
  }

  const timing = createPressTiming({
    mode,
    send,
    arm: () => run((client) => client.arm()),
    sayLocked() {
      saidLockedAt = now()
      button.showAlert()
      paint()
    },
    sayNothing: () => button.showAlert(),
  })

  const presses: Record<ActionName, (client: GiftdeckClient) => Promise<unknown>> = {
    stop: (client) => (client.view()?.status.stopped ? client.resume() : client.stop()),
    armed(client) {
      const status = client.view()?.status
      if (!status || !locks(status.environment)) return Promise.resolve()
      const { seconds, hold } = settings
      const options = { ...(seconds !== undefined && { seconds }), ...(hold !== undefined && { hold }) }
      return isArmed(status, now()) ? client.disarm() : client.arm(options)
    },
    count: () => Promise.resolve(),
    fire: () => Promise.resolve(),
    announce: () => Promise.resolve(),
  }
  const isSending = action === 'fire' || action === 'announce'
  return {
    down: () => (isSending ? timing.down() : action === 'count' ? undefined : run(presses[action])),
    up: () => isSending && timing.up(),
    paint,
    change(next) {
      if (next.key !== settings.key || next.room !== settings.room || next.template !== settings.template)
        press = undefined
      settings = next
      paint()
    },
    close: timing.cancel,
  }
}
