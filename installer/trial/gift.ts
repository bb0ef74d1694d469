import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { policy } from '../../electron/core/policy.ts'
import { createTokens } from '../../electron/core/access/tokens.ts'
import { openSettings } from '../../electron/core/settings/settings-file.ts'
import { systemClock, systemRandom } from '../../electron/core/platform/system.ts'
import { desktopParts } from '../../electron/main/own-settings.ts'
import { until } from '../../test/support/until.ts'
import type { Running } from './running.ts'

/** The control API that the desktop serves for docks. */
const api = 'http://127.0.0.1:4747/api/v1'

/**
 * Prepares a data folder in which docks are switched on, and returns a token for them. A package refuses all debugging
 * switches, so the control API is the only way to test it.
 */
export function folderWithDocks(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const { settings } = openSettings(dataDir, Date.now(), desktopParts)
  settings.set('serveDocks', true)
  return createTokens({ settings, random: systemRandom, clock: systemClock, policy: policy.access }).create('Trial', [
    'read',
    'fire',
  ]).token
}

/** Fires one rose into the sandbox room over the control API. Resolves with the id of the send once it is delivered. */
export async function fireRose(running: Running, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = async (route: string, body?: object) => {
    const answer = await fetch(`${api}${route}`, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${route} was answered with ${answer.status}: ${text}`)
    return JSON.parse(text) as { id: string; state: string; message: string }
  }
  const isOver = () => running.ended() || running.log().some(({ msg }) => msg === 'Docks are not served.')
  // The server may start after the log line that the caller has waited for, so poll until the server answers.
  const isThere = () => fetch(api).then(Boolean, isOver)
  await until(isThere)
  if (isOver()) throw new Error('It serves no docks, so no gift can be fired. Is port 4747 taken?')

  const { id } = await ask('/gifts', { vendor: 'tencent', giftId: 'rose', count: 1 })
  const open = ['queued', 'sending', 'waiting', 'processing']
  const send = await until(async () => {
    const found = await ask(`/sends/${id}`)
    return open.includes(found.state) ? null : found
  })
  if (send.state !== 'delivered') throw new Error(`The rose was not delivered, but ${send.state}: ${send.message}`)
  return id
}

/** Throws if the ledger does not record the send as delivered. Call it after the program has ended. */
export function readLedger(dataDir: string, id: string): void {
  const file = path.join(dataDir, 'ledger.db')
  if (!existsSync(file)) throw new Error('There is no ledger.')
  const ledger = new DatabaseSync(file, { readOnly: true })
  try {
    const row = ledger.prepare('SELECT state FROM sends WHERE id = ?').get(id)
    if (row?.['state'] !== 'delivered') throw new Error(`The ledger tells of the rose: ${JSON.stringify(row)}`)
  } finally {
    ledger.close()
  }
}
