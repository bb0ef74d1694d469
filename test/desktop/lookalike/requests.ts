import type { Session } from './cdp.ts'
import { answerTo, fromWeb } from './protocol.ts'
import { isCancelled } from './session.ts'
import type { WebContents } from './web-contents.ts'

/** The URL to which a page's `window.open` is sent; below the page's own origin, the only one its CSP allows. */
export const askWindowOpen = '/lookalike-window-open'

/** Handles every request of a page: the app's scheme, blocked requests, and navigations. */
export async function answerRequests(session: Session, contents: WebContents) {
  const wishes = new Set<string>()
  session.on('Page.frameRequestedNavigation', ({ url, frameId }) => void wishes.add(`${frameId} ${url}`))
  session.on('Fetch.requestPaused', (event) => {
    const { requestId, request, resourceType, frameId, redirectedRequestId } = event
    const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed') =>
      session.send('Fetch.failRequest', { requestId, errorReason })
    const decide = async () => {
      if (resourceType === 'Document') {
        const wished = wishes.delete(`${frameId} ${request.url}${request.urlFragment ?? ''}`)
        const by = redirectedRequestId !== undefined ? 'redirect' : wished ? 'page' : 'main'
        if (!contents.mayNavigate(request.url, frameId, by)) return fail('Aborted')
      }
      if (new URL(request.url).pathname === askWindowOpen) {
        const url = fromWeb(new URL(request.url).searchParams.get('url') ?? '')
        const body = Buffer.from(contents.openHandler({ url }).action).toString('base64')
        return session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, body })
      }
      const answer = answerTo(request.url, request.method)
      if (!answer)
        return isCancelled(request.url) ? fail('BlockedByClient') : session.send('Fetch.continueRequest', { requestId })
      const { status, headers, body } = await answered(answer)
      return session.send('Fetch.fulfillRequest', { requestId, responseCode: status, responseHeaders: headers, body })
    }
    // The page, and its request with it, may be closed by now.
    decide().catch((error: Error) => fail('Failed').catch(() => console.error(error.message)))
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

async function answered(answer: Promise<Response>) {
  const response = await answer
  return {
    status: response.status,
    headers: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  }
}
