import { create } from 'zustand'
import type { Vendor } from '../../../shared/contract/fields.ts'
import type { AccountState } from '../../../shared/contract/people.ts'
import { client } from '../../platform/client.ts'

/** What the vendors last said of each account; an account without a check is missing. */
interface Standings {
  items: readonly AccountState[]
  checking: boolean
}

export const useAccountStatus = create<Standings>(() => ({ items: [], checking: false }))

const merge = (fresh: readonly AccountState[]) =>
  useAccountStatus.setState(({ items }) => ({
    items: [...items.filter((old) => !fresh.some((each) => isSame(each, old))), ...fresh],
  }))

const isSame = (one: AccountState, other: AccountState) => one.vendor === other.vendor && one.userId === other.userId

/** The state of the games is known locally, so it costs no call to the vendor. */
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

/** Another room has other accounts, though their ids may be equal. */
export const forgetAccountStatus = () => useAccountStatus.setState(useAccountStatus.getInitialState(), true)

export const useAccountState = (vendor: Vendor, userId: string | undefined) =>
  useAccountStatus(({ items }) => items.find((each) => each.vendor === vendor && each.userId === userId))
