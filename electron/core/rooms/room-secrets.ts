import type { RoomInput } from '../../../shared/contract/room.ts'
import type { SecretStore } from '../ports.ts'
import { readUserSig } from '../vendors/tencent/user-sig.ts'
import { tencentSecretName, zegoSecretName } from './connection-key.ts'
import type { RoomConfig } from './room-config.ts'

/** A secret as it lies in the host's secret store, with when it was set. */
export interface StoredSecret {
  kind: 'secretKey' | 'userSig' | 'serverSecret'
  value: string
  setAt: number
}

export interface RoomSecrets {
  tencent?: StoredSecret
  zego?: StoredSecret
}

/** Secrets that came with the room replace stored ones; a room without them uses what its account has. */
export async function keepSecrets(store: SecretStore, input: RoomInput, now: number): Promise<void> {
  const { tencent, zego } = input
  const put = (name: string, kind: StoredSecret['kind'], value: string | undefined) =>
    value === undefined
      ? undefined
      : store.set(name, JSON.stringify({ kind, value, setAt: now } satisfies StoredSecret))
  if (tencent) {
    await put(tencentSecretName(tencent), 'secretKey', tencent.secretKey)
    await put(tencentSecretName(tencent), 'userSig', tencent.userSig)
  }
  if (zego) await put(zegoSecretName(zego), 'serverSecret', zego.serverSecret)
}

export async function findSecrets(store: SecretStore, room: RoomConfig): Promise<RoomSecrets> {
  const read = async (name: string) => {
    const text = await store.get(name)
    return text === undefined ? undefined : (JSON.parse(text) as StoredSecret)
  }
  const tencent = room.tencent && (await read(tencentSecretName(room.tencent)))
  const zego = room.zego && (await read(zegoSecretName(room.zego)))
  return { ...(tencent && { tencent }), ...(zego && { zego }) }
}

/** What may be said of a secret. */
export function describeSecret(secret: StoredSecret | undefined) {
  if (!secret) return null
  const pasted = secret.kind === 'userSig' ? readUserSig(secret.value) : null
  return {
    kind: secret.kind,
    setAt: new Date(secret.setAt).toISOString(),
    ...(pasted?.ok && { expiresAt: new Date(pasted.expiresAt).toISOString() }),
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
