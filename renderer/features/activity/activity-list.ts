import { create } from 'zustand'
import { client } from '../../platform/client.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import type { FoundSend } from '../../../shared/contract/sends.ts'
import { type Change, useSends } from '../sends/store.ts'
import { passes, toQuery } from './filter.ts'
import { mostRows, noRows, type Rows, withChanges, withFresh, withNewer, withOlder } from './rows.ts'
import { useActivity } from './store.ts'

const pageRows = 100
/** A page is loaded when the host is this many rows away from it. */
const aheadRows = 30
/** The list reloads this long after a cancellation by STOP: the ledger folds the burst into one row once it is over. */
const foldSoonMs = 400

interface ActivityList {
  rows: Rows
  /** The newest of the sends that came after the host scrolled away. `freshCount` is the number of all of them. */
  fresh: readonly FoundSend[]
  freshCount: number
  /** True while the host reads further down, so the rows must not move. */
  paused: boolean
  /** True if the rows must be reloaded once the host is back at the top. */
  stale: boolean
  state: 'loading' | 'ready' | 'failed'
}

export const useActivityList = create<ActivityList>(() => ({
  rows: noRows,
  fresh: [],
  freshCount: 0,
  paused: false,
  stale: false,
  state: 'loading',
}))

/** Increases with every request, so that a late answer to an older one is dropped. */
let asked = 0
let asking = false
/** `pressed` of the newest send in the rows. While the host reads further down, newer sends are not inserted. */
let newest = 0
let nameOf: (receipt: Receipt) => string = () => ''

/** Sets the function that names a send's gift. The names come from the deck and change with it. */
export const nameBy = (name: typeof nameOf) => void (nameOf = name)

const query = () => ({ ...toQuery(useActivity.getState().filter), fold: true })
const belongs = (receipt: Receipt) => passes(useActivity.getState().filter, receipt, nameOf(receipt))

/** Requests the newest page of the ledger and replaces the rows with it. */
export async function reload() {
  const mine = ++asked
  try {
    const { items, total } = await client.sends.search({ ...query(), limit: pageRows })
    if (mine !== asked) return
    const rows = withChanges({ start: 0, items, total }, new Map(Object.entries(useSends.getState().byId)), belongs)
    newest = items[0]?.pressed ?? 0
    useActivityList.setState({ rows, fresh: [], freshCount: 0, stale: false, state: 'ready' })
  } catch {
    // The connection was lost; the next snapshot triggers a new request.
    if (mine === asked) useActivityList.setState({ state: 'failed' })
  }
}

/** Starts the list again after a change of filter. It shows the sends in memory at once, then the ledger's answer. */
export function startOver() {
  const { byId, order } = useSends.getState()
  const known = order.flatMap((id) => byId[id] ?? []).filter(belongs)
  const rows = withFresh(noRows, known.slice(0, mostRows))
  newest = rows.items[0]?.pressed ?? 0
  useActivityList.setState({ rows, fresh: [], freshCount: 0, paused: false, stale: false, state: 'loading' })
  void reload()
}

/** Loads the pages around the visible rows, one at a time. */
export async function loadAround(first: number, last: number) {
  const { start, items, total } = useActivityList.getState().rows
  const end = start + items.length
  if (asking || total === 0) return
  if (last < start || first >= end) return fetch({ offset: Math.max(0, first - aheadRows) }, jumped(first))
  if (last + aheadRows >= end && end < total)
    return fetch({ before: items.at(-1)?.pressed ?? 0 }, (rows, page) => withOlder(rows, page))
  if (first - aheadRows < start && start > 0)
    return fetch({ after: items[0]?.pressed ?? 0 }, (rows, page) => withNewer(rows, page))
}

type Page = { items: readonly FoundSend[]; total: number }

const jumped = (first: number) => (_: Rows, page: Page) => ({ start: Math.max(0, first - aheadRows), ...page })

async function fetch(
  where: { before?: number; after?: number; offset?: number },
  join: (rows: Rows, page: Page) => Rows,
) {
  const mine = asked
  asking = true
  try {
    // Ask for sends up to `newest` only. Newer ones must not be inserted here, and must not shift `offset`.
    const { items, total } = await client.sends.search({ ...query(), before: newest + 1, ...where, limit: pageRows })
    if (mine !== asked) return
    useActivityList.setState(({ rows, freshCount }) => ({ rows: join(rows, { items, total: total - freshCount }) }))
  } catch {
    // Keep the rows; the next scroll tries again.
  } finally {
    asking = false
  }
}

/** Applies changed sends to the list. Only sends that match the filter are inserted. */
export function takeIn(changes: readonly Change[]) {
  const changed = new Map(changes.map(({ receipt }) => [receipt.id, receipt]))
  const { rows, fresh, freshCount, paused } = useActivityList.getState()
  const known = new Set([...rows.items, ...fresh].map(({ id }) => id))
  const added = [...changed.values()].filter((send) => !known.has(send.id) && comesIn(send, rows) && belongs(send))
  const next = withChanges(rows, changed, belongs)
  if (paused) {
    const held = withChanges({ start: 0, items: fresh, total: freshCount }, changed, belongs)
    const unshown = withFresh(held, added)
    useActivityList.setState({ rows: next, fresh: unshown.items, freshCount: unshown.total })
  } else {
    newest = Math.max(newest, ...added.map(({ pressed }) => pressed))
    useActivityList.setState({ rows: added.length > 0 ? withFresh(next, added) : next })
  }
  if (changes.some(({ receipt }) => receipt.reason === 'cancelled-by-stop')) foldSoon()
}

/** True if a send belongs into the loaded rows: it is new, or it is an older one whose new state matches the filter. */
function comesIn({ pressed }: Receipt, { start, items, total }: Rows): boolean {
  if (pressed > newest) return true
  const isWhole = items.length >= total
  return useActivity.getState().filter.show !== 'all' && start === 0 && (isWhole || pressed > items.at(-1)!.pressed)
}

let folding: ReturnType<typeof setTimeout> | undefined

function foldSoon() {
  clearTimeout(folding)
  folding = setTimeout(() => {
    if (useActivityList.getState().paused) useActivityList.setState({ stale: true })
    else void reload()
  }, foldSoonMs)
}

/** Pauses the list when the host scrolls away from its top. Without the pause the list shows new sends again. */
export function setPaused(paused: boolean) {
  const activityList = useActivityList.getState()
  if (activityList.paused === paused) return
  if (paused) return useActivityList.setState({ paused })
  newest = Math.max(newest, ...activityList.fresh.map(({ pressed }) => pressed))
  const whole =
    activityList.rows.start === 0 && activityList.fresh.length === activityList.freshCount && !activityList.stale
  useActivityList.setState({
    paused,
    fresh: [],
    freshCount: 0,
    ...(whole && { rows: withFresh(activityList.rows, activityList.fresh) }),
  })
  if (!whole) void reload()
}

export function resetActivityList() {
  asked++
  asking = false
  newest = 0
  clearTimeout(folding)
  useActivityList.setState(useActivityList.getInitialState(), true)
}
