import { create } from 'zustand'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { AccountState } from '../../../shared/contract/people.ts'
import { client } from '../../platform/client.ts'

/** The result of the last check of each account. An account that was not checked is missing. */
interface AccountStates {
  items: readonly AccountState[]
  checking: boolean
}

export const useAccountStatus = create<AccountStates>(() => ({ items: [], checking: false }))

const merge = (fresh: readonly AccountState[]) =>
  useAccountStatus.setState(({ items }) => ({
    items: [...items.filter((old) => !fresh.some((each) => isSame(each, old))), ...fresh],
  }))

const isSame = (one: AccountState, other: AccountState) => one.vendor === other.vendor && one.userId === other.userId

/** Loads which viewers are in the ZEGO game. The server knows this without a call to the vendor. */
export async function loadGames() {
  merge((await client.people.check({ vendor: 'zego' })).items)
}

export async function checkAccounts() {
  useAccountStatus.setState({ checking: true })
  try {
    merge((await client.people.check({})).items)
  } finally {
    useAccountStatus.setState({ checking: false })
  }
}

export const joinGame = async (userId: string) => merge([await client.people.join({ userId })])

export const importAccount = async (userId: string) => merge([await client.people.import({ userId })])

/** Forgets all results. Call it after a change of room: equal ids in another room are other accounts. */
export const forgetAccountStatus = () => useAccountStatus.setState(useAccountStatus.getInitialState(), true)

export const useAccountState = (vendor: Vendor, userId: string | undefined) =>
  useAccountStatus(({ items }) => items.find((each) => each.vendor === vendor && each.userId === userId))
