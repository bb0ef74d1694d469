import { client } from '../../app/client.ts'

/** Versions, lanes and the latest trouble as JSON text, to be pasted into a message; nothing in it names anybody. */
export async function copyDiagnostics() {
  await navigator.clipboard.writeText(JSON.stringify(await client.diagnostics.get(), null, 2))
}
