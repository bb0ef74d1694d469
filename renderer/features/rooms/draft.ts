import { create } from 'zustand'
import type { Environment, Vendor } from '../../../shared/contract/fields.ts'
import type { Room } from '../../../shared/contract/room.ts'
import { emptyFields, type FieldPath, type Fields, secretFields } from './fields.ts'
import { fieldsOf } from './room-fields.ts'

export interface Draft {
  uses: Record<Vendor, boolean>
  environment: Exclude<Environment, 'sandbox'>
  /** A pasted UserSig expires by itself, so it is asked for first. */
  tencentSecret: 'userSig' | 'secretKey'
  fields: Fields
  /** The room that is being changed, as it was; null for a new one. */
  before: Room | null
  /** Message by dotted path, as the contract or the server put it. */
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

/** In memory only: it holds secrets while they are being typed. */
export const useRoomDraft = create<Draft>()(() => empty)

/** Secrets belong to an account: these fields name it. */
const account = {
  tencent: ['tencent.host', 'tencent.sdkAppId', 'tencent.identifier'],
  zego: ['zego.host', 'zego.appId'],
} as const satisfies Record<Vendor, readonly FieldPath[]>

/** What main keeps for the account that the form names; a blank secret field then means "keep it". */
export function storedSecret(
  { before, fields }: Pick<Draft, 'before' | 'fields'>,
  vendor: Vendor,
): StoredSecret | null {
  if (before === null) return null
  const was = fieldsOf(before)
  return account[vendor].every((path) => was[path] === fields[path].trim()) ? (before[vendor]?.secret ?? null) : null
}

/** What was typed of a new room stays until it is used; a change of another room is over when it is left. */
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

/** What leaving the form would drop: a change of a room, or the secrets of a new one, whose other fields stay. */
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

/** Secrets do not outlive the dialog; everything else that was typed does. */
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
