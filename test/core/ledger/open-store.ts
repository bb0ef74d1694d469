import { openStore } from '../../../electron/core/ledger/store.ts'
import { policy } from '../../../electron/core/policy.ts'

/** A process of its own that opens a ledger, to be killed meanwhile. */
const store = openStore(process.argv[2]!, 0, policy.ledger)
process.stdout.write('open\n')
store.close()
