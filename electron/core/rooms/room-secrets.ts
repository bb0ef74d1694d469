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
/** A secret in the secret store. `setAt` is in ms since 1970. */
export type StoredSecret = z.infer<typeof storedSchema>

export interface RoomSecrets {
  tencent?: StoredSecret
  zego?: StoredSecret
}

/** Throws BAD_FIELD if the times in a UserSig are impossible. The contract cannot check this without decoding it. */
export function refuseImpossibleSecrets({ tencent }: RoomInput): void {
  const read = tencent?.userSig === undefined ? null : readUserSig(tencent.userSig)
  if (read?.ok === false && read.why === 'times-impossible')
    throw badField(
      'tencent.userSig',
      'says it ends at a time that cannot be: its time and lifetime are whole seconds, not milliseconds; make a new one',
    )
}

/**
 * Stores the secrets of the input. A room without secrets uses the stored ones of its account. Returns a function that
 * restores the previous secrets if the room is not accepted.
 */
export async function storeSecrets(store: SecretStore, input: RoomInput, now: number): Promise<() => Promise<void>> {
  const { tencent, zego } = input
  const given: { name: string; kind: StoredSecret['kind']; value: string | undefined }[] = [
    ...(tencent ? [{ name: tencentSecretName(tencent), kind: 'secretKey' as const, value: tencent.secretKey }] : []),
    ...(tencent ? [{ name: tencentSecretName(tencent), kind: 'userSig' as const, value: tencent.userSig }] : []),
    ...(zego ? [{ name: zegoSecretName(zego), kind: 'serverSecret' as const, value: zego.serverSecret }] : []),
  ]
  const before = new Map<string, string | undefined>()
  const restore = async () => {
    for (const [name, text] of before) await (text === undefined ? store.delete(name) : store.set(name, text))
  }
  try {
    for (const { name, kind, value } of given) {
      if (value === undefined) continue
      before.set(name, await store.get(name))
      await store.set(name, JSON.stringify({ kind, value, setAt: now } satisfies StoredSecret))
    }
  } catch (error) {
    await restore().catch(() => undefined)
    throw error
  }
  return restore
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

/** Undefined if the stored text is unreadable. The host must then enter this secret again; other secrets still work. */
function readStored(text: string): StoredSecret | undefined {
  try {
    return storedSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** The properties of a secret that may be shown. */
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

/** Deletes the secrets of a removed room, except those that another room uses. */
export async function deleteUnusedSecrets(
  store: SecretStore,
  removed: RoomConfig,
  others: readonly RoomConfig[],
): Promise<void> {
  const needed = new Set(others.flatMap(secretNames))
  for (const name of secretNames(removed)) if (!needed.has(name)) await store.delete(name)
}

/**
 * The permanent key of a connection, by which its sends are found. The sandbox's key has no address, because its port
 * changes at every start.
 */
export const tencentKey = ({ host, sdkAppId, roomId }: TencentConfig, sandbox: boolean) =>
  sandbox ? 'sandbox tencent' : `tencent ${originOf(host)} ${sdkAppId} ${roomId}`

export const zegoKey = ({ host, appId, roomId, miniGameId }: ZegoConfig, sandbox: boolean) =>
  sandbox ? 'sandbox zego' : `zego ${originOf(host)} ${appId} ${roomId} ${miniGameId}`

/** Secrets are named by account, not by room, so that all rooms of an account share one. */
const tencentSecretName = ({ host, sdkAppId, identifier }: TencentConfig) =>
  `tencent ${originOf(host)} ${sdkAppId} ${identifier}`
const zegoSecretName = ({ host, appId }: ZegoConfig) => `zego ${originOf(host)} ${appId}`
