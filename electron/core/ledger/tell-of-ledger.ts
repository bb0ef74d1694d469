import type { StartupNotice } from '../../../shared/contract/status.ts'
import { dayMs } from '../../../shared/domain/time.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import type { Policy } from '../policy.ts'
import type { Log } from '../ports.ts'
import type { ActiveSends } from './active-sends.ts'
import type { Ledger } from './ledger.ts'

/** Erases what is older than the ledger keeps, and tells of that and of a ledger that turns out damaged. */
export function tellOfLedger(deps: {
  ledger: Ledger
  activeSends: ActiveSends
  log: Log
  policy: Policy['ledger']
  tell: (notice: StartupNotice) => void
}) {
  const { log, tell } = deps
  const { retentionDays } = deps.policy
  void deps.ledger.damaged.then((why) => {
    log.error('The ledger is damaged, so nothing more is sent.', { why })
    tell(startupNotices['ledger-damaged']({ why }))
  })
  deps.activeSends.erase(retentionDays * dayMs).then(
    (erased) => erased > 0 && tell(startupNotices['erased-old']({ sends: erased, days: retentionDays })),
    (error: Error) => log.warn('Old sends could not be erased.', { detail: error.message }),
  )
}
