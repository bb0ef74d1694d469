import * as z from 'zod'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { iso } from '../../../shared/domain/time.ts'
import { badField } from '../errors/call-errors.ts'
import type { SecretStore } from '../ports.ts'
import { readUserSig } from '../vendors/tencent/user-sig.ts'
import type { RoomConfig, TencentConfig, ZegoConfig } from './room-config.ts'
import { originOf } from '../../../shared/contract/fields.ts'

const storedSchema = z.object({
  kind: z.enum(['secretKey', 'userSig', 'serverSecret']),
  value: z.string(),
  setAt: z.number(),
})
/** A secret as it lies in the host's secret store, with when it was set. */
export type StoredSecret = z.infer<typeof storedSchema>

export interface RoomSecrets {
  tencent?: StoredSecret
  zego?: StoredSecret
}

/** Asked before anything is kept: what the contract cannot see, since it takes the secret apart. */
export function refuseImpossibleSecrets({ tencent }: RoomInput): void {
  const read = tencent?.userSig === undefined ? null : readUserSig(tencent.userSig)
  if (read?.ok === false && read.why === 'times-impossible')
    throw badField(
      'tencent.userSig',
      'says it ends at a time that cannot be: its time and lifetime are whole seconds, not milliseconds; make a new one',
    )
}

/**
 * Secrets that came with the room replace stored ones; a room without them uses what its account has. Gives back how to
 * put the old ones back, where the room is not taken after all.
 */
export async function keepSecrets(store: SecretStore, input: RoomInput, now: number): Promise<() => Promise<void>> {
  const { tencent, zego } = input
  const given: { name: string; kind: StoredSecret['kind']; value: string | undefined }[] = [
    ...(tencent ? [{ name: tencentSecretName(tencent), kind: 'secretKey' as const, value: tencent.secretKey }] : []),
    ...(tencent ? [{ name: tencentSecretName(tencent), kind: 'userSig' as const, value: tencent.userSig }] : []),
    ...(zego ? [{ name: zegoSecretName(zego), kind: 'serverSecret' as const, value: zego.serverSecret }] : []),
  ]
  const before = new Map<string, string | undefined>()
  const putBack = async () => {
    for (const [name, text] of before) await (text === undefined ? store.delete(name) : store.set(name, text))
  }
  try {
    for (const { name, kind, value } of given) {
      if (value === undefined) continue
      before.set(name, await store.get(name))
      await store.set(name, JSON.stringify({ kind, value, setAt: now } satisfies StoredSecret))
    }
  } catch (error) {
    await putBack().catch(() => undefined)
    throw error
  }
  return putBack
}

export async function findSecrets(store: SecretStore, room: RoomConfig): Promise<RoomSecrets> {
  const read = async (name: string) => {
    const text = await store.get(name)
    return text === undefined ? undefined : readStored(text)
  }
  const tencent = room.tencent && (await read(tencentSecretName(room.tencent)))
  const zego = room.zego && (await read(zegoSecretName(room.zego)))
  return { ...(tencent && { tencent }), ...(zego && { zego }) }
}

/** What cannot be read counts as not there: the room asks for it again, and the others go on. */
function readStored(text: string): StoredSecret | undefined {
  try {
    return storedSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** The facts about a secret that may be shown. */
export function describeSecret(secret: StoredSecret | undefined) {
  if (!secret) return null
  const pasted = secret.kind === 'userSig' ? readUserSig(secret.value) : null
  return {
    kind: secret.kind,
    setAt: iso(secret.setAt),
    ...(pasted?.ok && { expiresAt: iso(pasted.expiresAt) }),
  }
}

const secretNames = ({ tencent, zego }: RoomConfig) => [
  ...(tencent ? [tencentSecretName(tencent)] : []),
  ...(zego ? [zegoSecretName(zego)] : []),
]

/** A room is gone: its secrets go too, except those that another room still signs with. */
export async function forgetSecrets(
  store: SecretStore,
  gone: RoomConfig,
  others: readonly RoomConfig[],
): Promise<void> {
  const needed = new Set(others.flatMap(secretNames))
  for (const name of secretNames(gone)) if (!needed.has(name)) await store.delete(name)
}

/** Which connection a send belongs to, for good. The sandbox's address changes with every start; its sends do not. */
export const tencentKey = ({ host, sdkAppId, roomId }: TencentConfig, sandbox: boolean) =>
  sandbox ? 'sandbox tencent' : `tencent ${originOf(host)} ${sdkAppId} ${roomId}`

export const zegoKey = ({ host, appId, roomId, miniGameId }: ZegoConfig, sandbox: boolean) =>
  sandbox ? 'sandbox zego' : `zego ${originOf(host)} ${appId} ${roomId} ${miniGameId}`

/** A secret belongs to an account, not to a room, so a second room of the account finds it. */
const tencentSecretName = ({ host, sdkAppId, identifier }: TencentConfig) =>
  `tencent ${originOf(host)} ${sdkAppId} ${identifier}`
const zegoSecretName = ({ host, appId }: ZegoConfig) => `zego ${originOf(host)} ${appId}`
