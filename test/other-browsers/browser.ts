/** A sequence of one input device, as both W3C protocols spell it. */
interface Device {
  id: string
  type: 'pointer' | 'key'
  actions: object[]
}

/** A browser that is driven by its own W3C protocol. */
export interface Browser {
  version: string
  goTo(url: string): Promise<void>
  resize(width: number, height: number): Promise<void>
  /** Runs in the page; the function must stand for itself. */
  run<Args extends unknown[], Answer>(ask: (...args: Args) => Answer, ...args: Args): Promise<Answer>
  /** Presses and types as a hand does. */
  act(devices: Device[]): Promise<void>
  /** Everything wrong that the console told since the last time it was asked. */
  takeTroubles(): Promise<string[]>
  close(): Promise<void>
}

/** The source of a function that runs `ask` with the arguments that come as JSON, and answers in JSON. */
export const asJson = (ask: (...args: never[]) => unknown) =>
  `(json) => JSON.stringify((${ask.toString()})(...JSON.parse(json)) ?? null)`

/** What a process has printed, line by line, and a wait for one of its lines. */
export function listenTo(stream: NodeJS.ReadableStream, onLine: (line: string) => void) {
  let rest = ''
  stream.on('data', (bytes: Buffer) => {
    const lines = (rest + bytes.toString()).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(onLine)
  })
}
