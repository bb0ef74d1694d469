import { openStore } from '../../../electron/core/ledger/store.ts'
import { policy } from '../../../electron/core/policy.ts'

/** Opens a ledger in a process of its own, which the test kills during the migration. */
const store = openStore(process.argv[2]!, 0, policy.ledger)
process.stdout.write('open\n')
store.close()
