import { protocol } from 'electron'
import { answerPage } from './page-answer.ts'
import { pageScheme } from './page-file.ts'

/** Registers the page's URL scheme. Call it before Electron is ready. */
export function declarePageScheme() {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export function servePage(pageDir: string) {
  protocol.handle(pageScheme, (request) => answerPage(pageDir, request))
}
