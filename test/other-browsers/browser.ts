/** A sequence of one input device, in the format of both W3C protocols. */
interface Device {
  id: string
  type: 'pointer' | 'key'
  actions: object[]
}

/** A browser that is controlled by its own W3C protocol. */
export interface Browser {
  version: string
  goTo(url: string): Promise<void>
  resize(width: number, height: number): Promise<void>
  /** Runs in the page; the function must be self-contained. */
  run<Args extends unknown[], Answer>(ask: (...args: Args) => Answer, ...args: Args): Promise<Answer>
  /** Presses and types as a user does. */
  act(devices: Device[]): Promise<void>
  /** Every console error since the last call. */
  takeTroubles(): Promise<string[]>
  close(): Promise<void>
}

/** The source of a function that runs `ask` with JSON arguments, and returns JSON. */
export const asJson = (ask: (...args: never[]) => unknown) =>
  `(json) => JSON.stringify((${ask.toString()})(...JSON.parse(json)) ?? null)`

/** The output of a process, line by line, and a wait for one of its lines. */
export function listenTo(stream: NodeJS.ReadableStream, onLine: (line: string) => void) {
  let rest = ''
  stream.on('data', (bytes: Buffer) => {
    const lines = (rest + bytes.toString()).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(onLine)
  })
}
