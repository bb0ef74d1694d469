import { create } from 'zustand'
import type { Environment, Vendor } from '../../../shared/contract/fields.ts'
import type { Room } from '../../../shared/contract/room.ts'
import { usualCaps, usualLimits } from '../../../shared/domain/limits.ts'

/** Every text field of the form, by its path in the contract and on the server. */
export const emptyFields = {
  name: '',
  'tencent.host': 'console.tim.qq.com',
  'tencent.sdkAppId': '',
  'tencent.identifier': '',
  'tencent.userSig': '',
  'tencent.secretKey': '',
  'tencent.roomId': '',
  'tencent.sender': '',
  'tencent.receiver': '',
  'zego.host': 'mini-game-api.zego.im',
  'zego.appId': '',
  'zego.serverSecret': '',
  'zego.miniGameId': '',
  'zego.roomId': '',
  'zego.viewer.userId': 'testviewer',
  'zego.viewer.nickname': 'Test Viewer',
  'zego.viewer.avatar': '',
  'zego.viewer.sex': '',
  'zego.receiver': '',
  'zego.join': '1',
  'limits.tencentPerSecond': '',
  'limits.zegoPerSecond': '',
  'limits.zegoBatch': '',
  /** Typed in seconds, although the contract's field of this name is in milliseconds. */
  'limits.expireAfterMs': '',
  'caps.perPress': '',
  'caps.perMinute': '',
  'caps.perSession': '',
}
export type FieldPath = keyof typeof emptyFields
type Fields = Record<FieldPath, string>

const secretFields = ['tencent.userSig', 'tencent.secretKey', 'zego.serverSecret'] as const
export type SecretField = (typeof secretFields)[number]

/** The fields for accounts of Tencent Chat. */
export const accountFields: ReadonlySet<FieldPath> = new Set([
  'tencent.identifier',
  'tencent.sender',
  'tencent.receiver',
])

export const isField = (path: string): path is FieldPath => Object.hasOwn(emptyFields, path)

export interface Draft {
  uses: Record<Vendor, boolean>
  environment: Exclude<Environment, 'sandbox'>
  /** A pasted UserSig expires by itself and is the safer choice, so it comes first. */
  tencentSecret: 'userSig' | 'secretKey'
  fields: Fields
  /** The room that is being edited, as it was; null for a new one. */
  before: Room | null
  /** Error message by dotted path, from the contract or the server. */
  problems: Readonly<Record<string, string>>
}
export type StoredSecret = NonNullable<NonNullable<Room['tencent']>['secret']>

const empty: Draft = {
  uses: { tencent: true, zego: false },
  environment: 'test',
  tencentSecret: 'userSig',
  fields: emptyFields,
  before: null,
  problems: {},
}

/** The form of the rooms dialog. It is kept in memory only, because it contains typed secrets. */
export const useRoomDraft = create<Draft>()(() => empty)

/** The fields that identify a vendor's account. A stored secret belongs to its account. */
const account = {
  tencent: ['tencent.host', 'tencent.sdkAppId', 'tencent.identifier'],
  zego: ['zego.host', 'zego.appId'],
} as const satisfies Record<Vendor, readonly FieldPath[]>

/** Returns the stored secret if the form still has its account. A blank secret field then means "keep it". */
export function storedSecret(
  { before, fields }: Pick<Draft, 'before' | 'fields'>,
  vendor: Vendor,
): StoredSecret | null {
  if (before === null) return null
  const was = fieldsOf(before)
  return account[vendor].every((path) => was[path] === fields[path].trim()) ? (before[vendor]?.secret ?? null) : null
}

/** Drops the edits of an existing room. The input for a new room stays until it is saved. */
export function discardChange(): void {
  if (useRoomDraft.getState().before !== null) startDraft(null)
}

export function startDraft(room: Room | null): void {
  if (room === null || (room.tencent === undefined && room.zego === undefined)) {
    useRoomDraft.setState(empty, true)
    return
  }
  useRoomDraft.setState({
    ...empty,
    uses: { tencent: room.tencent !== undefined, zego: room.zego !== undefined },
    environment: room.environment === 'live' ? 'live' : 'test',
    tencentSecret: room.tencent?.secret?.kind === 'secretKey' ? 'secretKey' : 'userSig',
    fields: fieldsOf(room),
    before: room,
  })
}

export function changeDraft(change: Partial<Pick<Draft, 'environment' | 'tencentSecret'>>): void {
  useRoomDraft.setState(change)
}

export function toggleVendor(vendor: Vendor, uses: boolean): void {
  useRoomDraft.setState((draft) => ({
    uses: { ...draft.uses, [vendor]: uses },
    problems: without(draft.problems, vendor),
  }))
}

export function typeField(path: FieldPath, value: string): void {
  useRoomDraft.setState((draft) => ({
    fields: { ...draft.fields, [path]: value },
    problems: without(draft.problems, path),
  }))
}

export function showProblems(problems: Readonly<Record<string, string>>): void {
  useRoomDraft.setState({ problems })
}

/** True if leaving the form would lose input: edits of a room, or typed secrets. Other fields of a new room stay. */
export function isDraftLost({ before, fields, uses, environment }: Draft): boolean {
  if (secretFields.some((path) => fields[path] !== '')) return true
  if (before === null) return false
  const was = fieldsOf(before)
  return (
    Object.entries(was).some(([path, value]) => fields[path as FieldPath] !== value) ||
    environment !== (before.environment === 'live' ? 'live' : 'test') ||
    (['tencent', 'zego'] as const).some((vendor) => uses[vendor] !== (before[vendor] !== undefined))
  )
}

/** Empties the secret fields; all other input stays. */
export function forgetSecrets(): void {
  useRoomDraft.setState((draft) => {
    const fields = { ...draft.fields }
    for (const path of secretFields) fields[path] = ''
    return { fields }
  })
}

function without(problems: Draft['problems'], path: string): Draft['problems'] {
  return Object.fromEntries(Object.entries(problems).filter(([field]) => field !== path))
}

/**
 * Returns the fields of a room, without its secrets. A limit or cap with its default value stays blank, so that it
 * changes with the environment.
 */
function fieldsOf(room: Room): Fields {
  const fields: Fields = { ...emptyFields, name: room.name }
  if (room.tencent) {
    fields['tencent.host'] = room.tencent.host
    fields['tencent.sdkAppId'] = String(room.tencent.sdkAppId)
    fields['tencent.identifier'] = room.tencent.identifier
    fields['tencent.roomId'] = room.tencent.roomId
    fields['tencent.sender'] = room.tencent.sender
    fields['tencent.receiver'] = room.tencent.receiver
  }
  if (room.zego) {
    fields['zego.host'] = room.zego.host
    fields['zego.appId'] = String(room.zego.appId)
    fields['zego.miniGameId'] = room.zego.miniGameId
    fields['zego.roomId'] = room.zego.roomId
    fields['zego.viewer.userId'] = room.zego.viewer.userId
    fields['zego.viewer.nickname'] = room.zego.viewer.nickname
    fields['zego.viewer.avatar'] = room.zego.viewer.avatar
    fields['zego.viewer.sex'] = text(room.zego.viewer.sex)
    fields['zego.receiver'] = room.zego.receiver ?? ''
    fields['zego.join'] = room.zego.join === false ? '' : room.zego.join
  }
  const usual = usualLimits(room.environment)
  for (const limit of limits)
    if (room.limits[limit] !== usual[limit]) fields[`limits.${limit}`] = limitText(limit, room.limits[limit])
  const ownCaps = usualCaps(room.environment)
  for (const cap of caps) if (room.caps[cap] !== ownCaps[cap]) fields[`caps.${cap}`] = text(room.caps[cap])
  return fields
}

const text = (value: number | undefined) => (value === undefined ? '' : String(value))

export const limits = ['tencentPerSecond', 'zegoPerSecond', 'zegoBatch', 'expireAfterMs'] as const
export type Limit = (typeof limits)[number]

export const caps = ['perPress', 'perMinute', 'perSession'] as const

/** Formats a limit for the form, which shows the waiting time in seconds. */
export const limitText = (limit: Limit, value: number) => String(limit === 'expireAfterMs' ? value / 1_000 : value)
