import { protocol } from 'electron'
import { answerPage } from './page-answer.ts'
import { pageScheme } from './page-file.ts'

/** Must run before Electron is ready. */
export function declarePageScheme() {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export function servePage(pageDir: string) {
  protocol.handle(pageScheme, (request) => answerPage(pageDir, request))
}
