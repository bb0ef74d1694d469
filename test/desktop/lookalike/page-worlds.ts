/**
 * Code that runs inside the page, sent there as text: a function here may use nothing from outside itself. The
 * preload's world and the page's world share only the document, so they communicate by events with a secret name; such
 * an event is dispatched synchronously, and its data is copied from one world into the other.
 */
type Wire = { call: number; args: Wired[] } | { answer: Wired } | { thrown: string } | { lend: string; what: Wired }
type Wired = { fn: number } | { all: [string, Wired][] } | { plain: string | number | boolean | null | undefined }

function joinWorlds(secret: string, side: 'page' | 'preload') {
  const other = side === 'page' ? 'preload' : 'page'
  const dispatch = window.dispatchEvent.bind(window)
  const PageEvent = CustomEvent
  const deps: ((...args: unknown[]) => unknown)[] = []
  let answer: Wire | undefined

  const exchange = (wire: Wire) => {
    answer = undefined
    dispatch(new PageEvent(`${secret}:${other}`, { detail: wire }))
    return answer as Wire | undefined
  }
  const pack = (value: unknown): Wired => {
    if (typeof value === 'function') return { fn: deps.push(value as (typeof deps)[number]) - 1 }
    if (value === null || typeof value !== 'object') return { plain: value as string }
    if (Object.getPrototypeOf(value) !== Object.prototype)
      throw new Error('The look-alike carries functions, plain objects and plain values between the worlds.')
    return { all: Object.entries(value).map(([name, part]) => [name, pack(part)]) }
  }
  const unpack = (wired: Wired): unknown => {
    if ('plain' in wired) return wired.plain
    if ('all' in wired) return Object.freeze(Object.fromEntries(wired.all.map(([name, part]) => [name, unpack(part)])))
    return (...args: unknown[]) => {
      const reply = exchange({ call: wired.fn, args: args.map(pack) })
      if (reply && 'thrown' in reply) throw new Error(reply.thrown)
      return reply && 'answer' in reply ? unpack(reply.answer) : undefined
    }
  }
  window.addEventListener(`${secret}:${side}`, (event) => {
    const wire = (event as CustomEvent<Wire>).detail
    if ('lend' in wire) Object.defineProperty(window, wire.lend, { value: unpack(wire.what), enumerable: true })
    else if ('call' in wire) {
      try {
        exchange({ answer: pack(deps[wire.call]!(...wire.args.map(unpack))) })
      } catch (error) {
        exchange({ thrown: String(error) })
      }
    } else answer = wire
  })
  return { lend: (name: string, what: unknown) => void exchange({ lend: name, what: pack(what) }) }
}

/**
 * Electron answers `window.open` synchronously, and a denied one with null; only a blocking request can do the same.
 */
function guardWindowOpen(askAt: string) {
  const open = window.open.bind(window)
  const Asking = XMLHttpRequest
  window.open = (url, ...rest) => {
    const asking = new Asking()
    try {
      asking.open('GET', `${askAt}?url=${encodeURIComponent(String(new URL(String(url ?? ''), location.href)))}`, false)
      asking.send()
    } catch {
      return null
    }
    return asking.responseText === 'allow' ? open(url, ...rest) : null
  }
}

/** Returns the `require` of a sandboxed preload, with the modules that it may use. */
function lendElectron(join: { lend: (name: string, what: unknown) => void }) {
  const world = globalThis as unknown as Record<string, unknown>
  const send = world['lookalikeSend'] as (text: string) => void
  type Listener = (event: object, ...args: unknown[]) => void
  const listeners = new Map<string, Listener[]>()
  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => send(JSON.stringify({ channel, args })),
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
  }
  world['lookalikeHear'] = (channel: string, args: unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer, ports: [] }, ...args)
  }
  const contextBridge = { exposeInMainWorld: join.lend }
  const strict = (name: string, target: object) =>
    new Proxy(target, {
      get(object, key) {
        if (key in object) return Reflect.get(object, key) as unknown
        throw new Error(`The look-alike's sandboxed preload has no ${name}${String(key)}.`)
      },
    })
  const modules: Record<string, object> = {
    electron: strict('electron.', { ipcRenderer: strict('ipcRenderer.', ipcRenderer), contextBridge }),
  }
  return (name: string) => {
    const found = modules[name]
    if (!found) throw new Error(`module not found: ${name}`)
    return found
  }
}

/** Calls a function of this file in the page; its arguments are source text themselves. */
const calling = (run: (...args: never[]) => unknown, ...args: string[]) => `(${String(run)})(${args.join(', ')})`

/** The page's own world: it can use what the preload exposes and nothing else. */
export const pageSource = (secret: string, askAt: string) => `if (window === window.top) {
  ${calling(joinWorlds, JSON.stringify(secret), '"page"')};
  ${calling(guardWindowOpen, JSON.stringify(askAt))};
}`

export const preloadSource = (secret: string, code: string) => `if (window === window.top) {
  const require = ${calling(lendElectron, calling(joinWorlds, JSON.stringify(secret), '"preload"'))}
  ;((require, module, exports, process) => {${code}\n})(require, { exports: {} }, {}, undefined)
}`
