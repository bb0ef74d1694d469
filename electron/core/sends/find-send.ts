import { fail } from '../errors/call-errors.ts'
import type { AppDeps } from '../app-deps.ts'
import type { Send } from '../ledger/send.ts'

/** Finds a send in the state that callers see. Throws NOT_FOUND. */
export async function findSend(
  { activeSends, ledger }: Pick<AppDeps, 'activeSends' | 'ledger'>,
  id: string,
): Promise<Send> {
  const send = activeSends.seen(id) ?? (await ledger.get(id))
  if (!send) throw fail('NOT_FOUND', `There is no send ${id}.`)
  return activeSends.view(activeSends.seen(id) ?? send)
}
