import type { FromInspector, InspectorState } from './inspector-state.ts'
import type { AnySettings } from './settings.ts'
import { textsIn, type TextKey, type Translate } from './texts.ts'

/** The page on which a host sets up a key. It talks to the app and, through it, to the plugin only. */

declare global {
  interface Window {
    /** Called by the app once the page is loaded. */
    connectElgatoStreamDeckSocket: (
      port: string,
      uuid: string,
      registerEvent: string,
      info: string,
      actionInfo: string,
    ) => void
  }
}

interface ActionInfo {
  action: string
  payload: { settings: AnySettings }
}

const element = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind
const field = (id: string) => element<HTMLInputElement>(id)

window.connectElgatoStreamDeckSocket = (port, uuid, registerEvent, info, actionInfo) => {
  const { action, payload } = JSON.parse(actionInfo) as ActionInfo
  const { language } = (JSON.parse(info) as { application: { language: string } }).application
  const t = textsIn(language)
  const name = action.split('.').at(-1) as 'fire' | 'stop' | 'count' | 'announce' | 'armed'
  let settings = payload.settings
  let state: InspectorState | null = null
  let isAddressEdited = false

  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  const ask = (message: FromInspector) =>
    socket.send(JSON.stringify({ event: 'sendToPlugin', action, context: uuid, payload: message }))
  const store = (change: AnySettings) => {
    settings = { ...settings, ...change }
    // A field that was emptied is left out, so that Giftdeck decides.
    const payloadOf = JSON.parse(JSON.stringify(settings)) as AnySettings
    socket.send(JSON.stringify({ event: 'setSettings', action, context: uuid, payload: payloadOf }))
    if (state) show(state)
  }
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ event: registerEvent, uuid }))
    ask({ ask: 'state' })
  })
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as { event: string; payload: unknown }
    if (message.event === 'sendToPropertyInspector') show((state = message.payload as InspectorState))
    if (message.event === 'didReceiveSettings') settings = (message.payload as ActionInfo['payload']).settings
  })

  document.documentElement.lang = language.startsWith('zh') ? 'zh-CN' : 'en'
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]'))
    each.textContent = t(each.dataset['text'] as TextKey)
  element(`for-${name}`)?.removeAttribute('hidden')
  element('live-hint').hidden = name !== 'fire' && name !== 'announce'
  field('count').value = String(settings.count ?? '')
  field('count').placeholder = t('pi.countOfKey')
  field('seconds').value = String(settings.seconds ?? 10)
  field('hold').checked = settings.hold ?? false
  element<HTMLSelectElement>('which').value = settings.which ?? 'session'

  const wholeOf = (id: string) => {
    const value = Number(field(id).value)
    return Number.isInteger(value) && value > 0 ? value : undefined
  }
  const given = (setting: string, value: unknown) => ({ [setting]: value }) as AnySettings
  field('count').addEventListener('change', () => store(given('count', wholeOf('count'))))
  field('seconds').addEventListener('change', () => store(given('seconds', wholeOf('seconds'))))
  field('hold').addEventListener('change', () => store({ hold: field('hold').checked }))
  element('which').addEventListener('change', () =>
    store({ which: element<HTMLSelectElement>('which').value as 'session' | 'total' }),
  )
  element('receiver').addEventListener('change', () =>
    store({ receiver: element<HTMLSelectElement>('receiver').value }),
  )
  field('address').addEventListener('input', () => {
    isAddressEdited = true
    if (state) show(state)
  })
  element('use-address').addEventListener('click', () => withAddress((url) => ask({ ask: 'use-address', url })))
  element('pair').addEventListener('click', () => {
    if (state?.pairing?.is === 'waiting') return ask({ ask: 'cancel-pairing' })
    withAddress((url) => ask({ ask: 'pair', url }))
  })
  element('save').addEventListener('click', () =>
    withAddress((url) => ask({ ask: 'use-token', url, token: field('token').value.trim() })),
  )

  function withAddress(use: (url: string) => void) {
    const text = field('address').value.trim()
    const url = URL.parse(text)
    if (!url?.protocol.startsWith('http'))
      return void Object.assign(element('words'), { textContent: t('pi.badAddress'), className: 'warning' })
    isAddressEdited = false
    use(url.href)
  }

  function show(now: InspectorState) {
    if (!isAddressEdited && document.activeElement !== field('address')) field('address').value = now.url
    // With a token, the address alone can be changed, as after Giftdeck was started on another port.
    element('use-address').hidden = now.connection === 'unpaired' || field('address').value.trim() === now.url
    element('words').textContent = connectionWords(now, t)
    element('words').className = toneOf(now)
    const isPairing = now.pairing?.is === 'waiting'
    element('code').textContent = now.pairing?.code ?? ''
    element('code').hidden = !isPairing || now.pairing?.code === null
    element('pair').textContent = t(
      isPairing ? 'pi.cancel' : now.connection === 'unpaired' ? 'pi.pair' : 'pi.pairAgain',
    )
    showChoices(now)
  }

  function showChoices({ room, keys, templates, receivers }: InspectorState) {
    const chosenRoom = name === 'fire' || name === 'announce' ? settings.room : undefined
    const isOther = chosenRoom !== undefined && room !== null && chosenRoom !== room
    element('of-room').hidden = !isOther
    element('of-room').textContent = isOther ? t('pi.ofRoom', { room: chosenRoom }) : ''
    if (name === 'fire')
      list(
        'keys',
        room,
        t('pi.noKeys'),
        keys,
        ({ id }) => !isOther && id === settings.key,
        ({ id, label, icon }) => store({ room: room!, key: id, label, icon }),
      )
    if (name === 'announce') {
      const rows = templates.map(({ id, name: label }) => ({ id, label, icon: '', image: null }))
      list(
        'templates',
        room,
        t('pi.noTemplates'),
        rows,
        ({ id }) => !isOther && id === settings.template,
        ({ id, label }) => store({ room: room!, template: id, label }),
      )
    }
    if (name === 'count') {
      const options = [{ id: '', name: t('pi.firstReceiver') }, ...receivers]
      // A receiver that is not read now stays chosen.
      if (settings.receiver && !options.some(({ id }) => id === settings.receiver))
        options.push({ id: settings.receiver, name: settings.receiver })
      element('receiver').replaceChildren(
        ...options.map(({ id, name: label }) => new Option(label, id, false, id === (settings.receiver ?? ''))),
      )
    }
  }

  type Row = InspectorState['keys'][number]
  function list(
    id: string,
    room: string | null,
    none: string,
    rows: readonly Row[],
    isChosen: (row: Row) => boolean,
    choose: (row: Row) => void,
  ) {
    const items = rows.map((row) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.setAttribute('role', 'radio')
      button.setAttribute('aria-checked', String(isChosen(row)))
      const picture = row.image === null ? document.createElement('span') : document.createElement('img')
      if (picture instanceof HTMLImageElement) Object.assign(picture, { src: row.image, alt: '' })
      else picture.textContent = row.icon
      const label = document.createElement('span')
      label.textContent = row.label
      button.append(picture, label)
      button.addEventListener('click', () => choose(row))
      return button
    })
    if (items.length > 0) return element(id).replaceChildren(...items)
    const empty = document.createElement('p')
    empty.textContent = room === null ? t('pi.whenOnline') : none
    element(id).replaceChildren(empty)
  }
}

/** The class of the sentence about the connection, which has a mark as well as a colour. */
function toneOf({ connection, pairing }: InspectorState): 'good' | 'warning' | '' {
  if (pairing && pairing.is !== 'cancelled') return pairing.is === 'waiting' ? '' : 'warning'
  if (connection === 'online') return 'good'
  return connection === 'unpaired' || connection === 'connecting' ? '' : 'warning'
}

function connectionWords({ connection, pairing, room }: InspectorState, t: Translate): string {
  if (pairing && pairing.is !== 'cancelled') {
    if (pairing.is === 'waiting' && pairing.code === null) return t('pi.connecting')
    return t(`pi.pairing.${pairing.is}`)
  }
  return t(`pi.${connection}`, { room: room ?? '' })
}
