import type { Receipt, SendState } from '../../../shared/contract/send.ts'

export const filters = ['all', 'running', 'trouble', 'delivered', 'held', 'gifts', 'announcements'] as const
export type Filter = (typeof filters)[number]

type Group = 'running' | 'trouble' | 'delivered' | 'held' | 'ended'

const groups: Record<SendState, Group> = {
  queued: 'running',
  sending: 'running',
  waiting: 'running',
  processing: 'running',
  unknown: 'trouble',
  refused: 'trouble',
  dropped: 'trouble',
  expired: 'trouble',
  delivered: 'delivered',
  held: 'held',
  cancelled: 'ended',
}

export const passes = (filter: Filter, { kind, state }: Receipt) =>
  filter === 'all' ||
  (filter === 'gifts'
    ? kind === 'gift'
    : filter === 'announcements'
      ? kind === 'announcement'
      : groups[state] === filter)
