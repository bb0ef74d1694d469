import type { StartupNotice } from '../../../shared/contract/status.ts'
import { dayMs } from '../../../shared/domain/time.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import type { Policy } from '../policy.ts'
import type { Log } from '../ports.ts'
import type { ActiveSends } from './active-sends.ts'
import type { Ledger } from './ledger.ts'

/** Erases sends older than the retention period. Posts a notice about that, and about the result of a check. */
export function maintainLedger(deps: {
  ledger: Ledger
  activeSends: ActiveSends
  log: Log
  policy: Policy['ledger']
  notify: (notice: StartupNotice) => void
}) {
  const { log, notify } = deps
  const { retentionDays } = deps.policy
  void deps.ledger.checked.then((why) => {
    if (why === null) return notify(startupNotices['ledger-checked']())
    log.error('The ledger is damaged, so nothing more is sent.', { why })
    notify(startupNotices['ledger-damaged']({ why }))
  })
  deps.activeSends.erase(retentionDays * dayMs).then(
    (erased) => erased > 0 && notify(startupNotices['erased-old']({ sends: erased, days: retentionDays })),
    (error: Error) => log.warn('Old sends could not be erased.', { detail: error.message }),
  )
}

/** A notice with the sends that this start turned into `unknown` or `held`; none after an orderly shutdown. */
export const recoveryNotices = ({ recovered }: Pick<ActiveSends, 'recovered'>): StartupNotice[] =>
  recovered.unknown + recovered.held === 0 ? [] : [startupNotices.recovered(recovered)]
