import { app } from './app.ts'
import { only } from './only.ts'

type Answer = (request: Request) => Response | Promise<Response>

const declared = new Set<string>()
const answers = new Map<string, Answer>()

export const protocol = only('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]) {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) {
      if (!privileges['standard'] || !privileges['secure'])
        throw new Error(`The look-alike serves ${scheme}: as https.`)
      for (const weak of ['bypassCSP', 'corsEnabled', 'allowServiceWorkers'])
        if (privileges[weak]) throw new Error(`The look-alike refuses the privilege ${weak} of ${scheme}:.`)
      declared.add(scheme)
    }
  },
  handle(scheme: string, answer: Answer) {
    if (!declared.has(scheme)) throw new Error(`The scheme ${scheme}: was never declared.`)
    answers.set(scheme, answer)
  },
})

/** Maps app://bundle/x to https://bundle.app.localhost/x, because Chromium opens no unknown scheme. */
export const toWeb = (url: string) =>
  url.replace(/^([a-z]+):\/\/([^/]*)/, (whole, scheme: string, host: string) =>
    declared.has(scheme) ? `https://${host}.${scheme}.localhost` : whole,
  )
export const fromWeb = (url: string) =>
  url.replace(/^https:\/\/([^/]*)\.([a-z]+)\.localhost/, (whole, host: string, scheme: string) =>
    declared.has(scheme) ? `${scheme}://${host}` : whole,
  )

/** Returns the app's own response to a URL of its scheme, or undefined for any other URL. */
export function answerTo(url: string, method: string): Promise<Response> | undefined {
  const own = fromWeb(url)
  const answer = answers.get(own.slice(0, own.indexOf(':')))
  // URLs of an unknown scheme keep their path as written, as in Electron.
  return answer && Promise.resolve(answer(new Request(own, { method })))
}
