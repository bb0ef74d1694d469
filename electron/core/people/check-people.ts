import { isAdvisedAccount, type Vendor, type ZegoViewer } from '../../../shared/contract/fields.ts'
import type { PeopleOfRoom, AccountState } from '../../../shared/contract/people.ts'
import { asRead, english, type Reason } from '../../../shared/sentences/sentences.ts'
import type { AppDeps } from '../app-deps.ts'
import { fail } from '../errors/call-errors.ts'
import type { ActiveRoom } from '../rooms/active-room.ts'
import type { Connection } from '../rooms/connections/connection.ts'
import { passLock, passStop } from '../sends/press.ts'
import type { AccountStatus, Evidence, GameStanding } from '../vendors/vendor.ts'

type State = AccountState['state']

const accountReasons = { imported: 'account-known', 'not-imported': 'user-not-imported' } as const
const gameReasons = {
  'not-asked': 'game-not-asked',
  asked: 'game-asked',
  in: 'game-in',
  'turned-away': 'game-turned-away',
} as const satisfies Record<GameStanding, Reason>

/** Checks, with the vendors, the accounts of everyone who may send or receive a gift in this room. */
export async function checkPeople(room: ActiveRoom, people: PeopleOfRoom, vendor: Vendor | undefined) {
  const connectionOf = (name: Vendor) =>
    vendor === undefined || vendor === name ? room.connections.find((each) => each.vendor === name) : undefined
  const [tencent, zego] = [connectionOf('tencent'), connectionOf('zego')]
  const accounts = tencent ? await checkAccounts(tencent, tencentIds(people)) : []
  return { items: [...accounts, ...(zego ? zegoViewers(people).map((each) => inGame(zego, each)) : [])] }
}

/**
 * Asks to let one of the room's viewers into the game, and returns the resulting state. Everyone in the room sees the
 * join comment, so STOP and the live lock apply as they do to a press.
 */
export async function joinGame(
  deps: Pick<AppDeps, 'room' | 'lock' | 'isStopped'>,
  people: PeopleOfRoom,
  userId: string,
): Promise<AccountState> {
  const room = deps.room()
  const connection = room.connection('zego')
  const viewer = zegoViewers(people).find((each) => each.userId === userId)
  if (!viewer) throw fail('NOT_FOUND', `No viewer of this room has the ZEGO id "${userId}".`)
  passStop(deps)
  passLock(deps)
  await connection.game!.join(viewer)
  return inGame(connection, viewer)
}

/** Imports one of the room's people into the host's Tencent app, and returns the state of the account. */
export async function importAccount(room: ActiveRoom, people: PeopleOfRoom, userId: string): Promise<AccountState> {
  const connection = room.connection('tencent')
  if (!tencentIds(people).includes(userId))
    throw fail('NOT_FOUND', `Nobody of this room has the Tencent id "${userId}".`)
  const viewer = people.viewers.find(({ tencentId }) => tencentId === userId)
  const answer = await connection.accounts!.import({
    userId,
    ...(viewer && { name: viewer.name }),
    ...(viewer?.zego && { picture: viewer.zego.avatar }),
  })
  return answer.ok ? account(userId, 'imported') : unknown(userId, answer.trouble)
}

async function checkAccounts(connection: Connection, userIds: readonly string[]): Promise<AccountState[]> {
  if (!connection.hasSecret) return userIds.map((userId) => unknown(userId, { reason: 'secret-missing' }))
  const answer = await connection.accounts!.check(userIds)
  if (!answer.ok) return userIds.map((userId) => unknown(userId, answer.trouble))
  return userIds.map((userId) => {
    const accountState = answer.value.get(userId)
    return accountState ? account(userId, accountState) : unknown(userId, { reason: 'account-not-told' })
  })
}

function tencentIds({ viewers, receivers, room }: PeopleOfRoom) {
  const own = room.tencent ? [room.tencent.sender, room.tencent.receiver] : []
  const named = viewers.flatMap(({ tencentId }) => tencentId ?? [])
  return [...new Set([...own, ...named, ...receivers.tencent])]
}

function zegoViewers({ viewers, room }: PeopleOfRoom): ZegoViewer[] {
  const all = [...(room.zego ? [room.zego.viewer] : []), ...viewers.flatMap(({ zego }) => zego ?? [])]
  return all.filter(({ userId }, index) => all.findIndex((each) => each.userId === userId) === index)
}

const account = (userId: string, accountState: AccountStatus) =>
  toAccountState('tencent', userId, accountState, {
    reason:
      accountState === 'imported' && !isAdvisedAccount(userId)
        ? 'account-against-advice'
        : accountReasons[accountState],
  })

const unknown = (userId: string, trouble: Evidence & { reason: Reason }) =>
  toAccountState('tencent', userId, 'unknown', trouble)

function inGame({ game }: Connection, { userId }: ZegoViewer): AccountState {
  const { accountState, trouble } = game!.stateOf(userId)
  if (trouble) return toAccountState('zego', userId, accountState, trouble)
  const reason = accountState === 'not-asked' && !game!.canJoin ? 'join-not-set' : gameReasons[accountState]
  return toAccountState('zego', userId, accountState, { reason })
}

function toAccountState(
  vendor: Vendor,
  userId: string,
  state: State,
  { reason, code, requestId }: Evidence & { reason: Reason },
): AccountState {
  const { happened, advice } = asRead(english[reason])
  return {
    vendor,
    userId,
    state,
    reason,
    message: happened,
    advice,
    ...(code !== undefined && { code }),
    ...(requestId && { requestId }),
  }
}
