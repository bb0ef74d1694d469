import streamDeck, { SingletonAction, type KeyAction } from '@elgato/streamdeck'
import { createConnection } from './connection.ts'
import { inspectorState, takeFromInspector, type FromInspector } from './inspector-state.ts'
import { actionNames, createKey, type ActionName, type Key } from './keys.ts'
import type { AnySettings, GlobalSettings } from './settings.ts'
import { textsIn } from './texts.ts'

/** The program that the Stream Deck app starts. Only this file uses the SDK. */

const t = textsIn(streamDeck.info.application.language)
const keys = new Map<string, Key>()
/** The inspector gets its state again only when it has changed. */
let toldInspector = ''

const connection = createConnection({
  store: (settings) => void streamDeck.settings.setGlobalSettings<GlobalSettings>(settings),
  onChange: refresh,
})

function refresh() {
  for (const key of keys.values()) key.paint()
  if (!streamDeck.ui.action) return
  const state = inspectorState(connection)
  const told = JSON.stringify(state)
  if (told === toldInspector) return
  toldInspector = told
  void streamDeck.ui.sendToPropertyInspector(state)
}

class DeckAction extends SingletonAction<AnySettings> {
  override readonly manifestId: string
  readonly #name: ActionName

  constructor(name: ActionName) {
    super()
    this.#name = name
    this.manifestId = `com.giftdeck.deck.${name}`
  }

  override onWillAppear: NonNullable<SingletonAction<AnySettings>['onWillAppear']> = ({ action, payload }) => {
    if (!action.isKey()) return
    const key = createKey(this.#name, buttonOf(action), payload.settings, { connection, t })
    keys.set(action.id, key)
    key.paint()
  }
  override onWillDisappear: NonNullable<SingletonAction<AnySettings>['onWillDisappear']> = ({ action }) => {
    keys.get(action.id)?.close()
    keys.delete(action.id)
  }
  override onKeyDown: NonNullable<SingletonAction<AnySettings>['onKeyDown']> = ({ action }) =>
    keys.get(action.id)?.down()
  override onKeyUp: NonNullable<SingletonAction<AnySettings>['onKeyUp']> = ({ action }) => keys.get(action.id)?.up()
  override onDidReceiveSettings: NonNullable<SingletonAction<AnySettings>['onDidReceiveSettings']> = (event) =>
    keys.get(event.action.id)?.change(event.payload.settings)
}

const buttonOf = (action: KeyAction<AnySettings>) => ({
  setImage: (image: string) => void action.setImage(image),
  showAlert: () => void action.showAlert(),
})

for (const name of actionNames) streamDeck.actions.registerAction(new DeckAction(name))
streamDeck.ui.onSendToPlugin<FromInspector>(({ payload }) => {
  toldInspector = ''
  takeFromInspector(connection, payload)
  refresh()
})
streamDeck.settings.onDidReceiveGlobalSettings<GlobalSettings>(({ settings }) => connection.use(settings))
await streamDeck.connect()
connection.use(await streamDeck.settings.getGlobalSettings<GlobalSettings>())

/** The seconds of an open lock, and the end of the time for which an outcome is shown, need no event. */
const repaintEveryMs = 250
setInterval(refresh, repaintEveryMs)
