import type { Reading } from '../../../shared/contract/counts.ts'
import type { Goal } from '../../../shared/contract/goals.ts'
import {
  overlaySettingsSchema,
  type Overlay,
  type OverlaySettings,
  type OverlayView,
} from '../../../shared/contract/overlays.ts'
import { goalNow, readingOf } from '../../../shared/domain/goals.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { NamedToken, Tokens } from '../access/tokens.ts'
import { fail } from '../errors/call-errors.ts'
import type { Clock } from '../ports.ts'
import type { RoomConfig } from '../rooms/room-config.ts'

type Named = OverlaySettings & { name: string }
type New = Omit<Named, 'room'> & { room?: string | undefined }

/** The overlays: pages for OBS browser sources. Each belongs to one room and has a token of its own. */
export interface Overlays {
  list(): Overlay[]
  /** The address holds the token. It is returned here only. */
  create(input: New): Overlay & { token: string; address: string }
  /** Throws NOT_FOUND for an unknown id. */
  change(id: string, input: Named): Overlay
  remove(id: string): boolean
  /** The room has a new name, and its overlays stay with it. */
  roomRenamed(from: string, to: string): void
  /** What it shows now; null while another room is active, and for an overlay that was withdrawn. */
  view(id: string): OverlayView | null
  /** The room of an overlay. */
  roomOf(id: string): string | undefined
  /** True for an address with the token of an overlay. */
  isAddress(address: string): boolean
  /** True for the address of an overlay that no page shows now. */
  isClosed(address: string): boolean
  /** A page shows it. Call `seen` for each sign of life of the page, and `closed` at its end. */
  opened(id: string): { seen: () => void; closed: () => void }
}

export function createOverlays(deps: {
  tokens: Tokens
  clock: Clock
  room(): RoomConfig
  goals(room: string): readonly Goal[]
  readings(): Reading[]
  /** Undefined while the control API is not served. */
  address(): string | undefined
  /** A page was opened or closed. The store of tokens reports every other change. */
  onChange(): void
}): Overlays {
  const { tokens, clock } = deps
  const pages = new Map<string, { open: number; seenAt: number }>()

  const describe = ({ id, name, createdAt, overlay }: NamedToken & { overlay: OverlaySettings }): Overlay => {
    const page = pages.get(id)
    return { ...overlay, id, name, createdAt, open: page?.open ?? 0, ...(page && { seenAt: iso(page.seenAt) }) }
  }
  const stored = () => tokens.list().filter(isOverlay)
  const settingsOf = (id: string) => stored().find((each) => each.id === id)?.overlay
  const overlayAt = (address: string) => {
    const id = tokens.find(tokenIn(address))?.device?.id
    return id !== undefined && settingsOf(id) ? id : undefined
  }
  const served = () => {
    const address = deps.address()
    if (address === undefined)
      throw fail(
        'NOT_CONNECTED',
        'Overlays are served with the docks. Switch the docks on first, then make the overlay.',
      )
    return address
  }

  return {
    list: () => stored().map(describe),
    create({ name, room = deps.room().name, ...settings }) {
      const address = served()
      const { token, ...made } = tokens.create(name, ['overlay'], { ...settings, room })
      return { ...describe(made as Parameters<typeof describe>[0]), token, address: `${address}overlay#token=${token}` }
    },
    change(id, { name, ...overlay }) {
      const changed = tokens.changeOverlay(id, { name, overlay })
      if (!changed || !isOverlay(changed))
        throw fail('NOT_FOUND', 'There is no such overlay. It may have been withdrawn.')
      return describe(changed)
    },
    remove(id) {
      if (settingsOf(id) === undefined) return false
      const removed = tokens.revoke(id)
      pages.delete(id)
      return removed
    },
    roomRenamed(from, to) {
      for (const { id, name, overlay } of stored())
        if (overlay.room === from) tokens.changeOverlay(id, { name, overlay: { ...overlay, room: to } })
    },
    view(id) {
      const settings = settingsOf(id)
      const room = deps.room()
      if (settings?.room !== room.name) return null
      return viewOf(settings, {
        environment: room.environment,
        goals: deps.goals(room.name),
        readings: deps.readings(),
      })
    },
    roomOf: (id) => settingsOf(id)?.room,
    isAddress: (address) => overlayAt(address) !== undefined,
    isClosed(address) {
      const id = overlayAt(address)
      return id !== undefined && (pages.get(id)?.open ?? 0) === 0
    },
    opened(id) {
      const page = pages.get(id) ?? { open: 0, seenAt: clock.now() }
      pages.set(id, page)
      page.open++
      deps.onChange()
      return {
        seen: () => void (page.seenAt = clock.now()),
        closed() {
          page.open--
          deps.onChange()
        },
      }
    },
  }
}

const tokenIn = (address: string) => /#token=(.+)$/.exec(address)?.[1] ?? ''

const newSchema = overlaySettingsSchema.partial({ room: true })

/** An overlay that shows everything. Default of the room: the active one. */
export const usualOverlay = ({
  name,
  ...settings
}: {
  name: string
  room?: string | undefined
  look?: OverlaySettings['look'] | undefined
}): New => ({
  name,
  ...newSchema.parse(settings),
})

/** A token with the room and the look of its overlay. */
export const withOverlay = ({ overlay, ...token }: NamedToken) => ({
  ...token,
  ...(overlay && { room: overlay.room, look: overlay.look }),
})

const isOverlay = (token: NamedToken): token is NamedToken & { overlay: OverlaySettings } => token.overlay !== undefined

/** The numbers are those of the cockpit: both are made by goalNow. */
function viewOf(
  settings: OverlaySettings,
  { environment, goals, readings }: Pick<OverlayView, 'environment'> & { goals: readonly Goal[]; readings: Reading[] },
): OverlayView {
  const { look, language, show, count } = settings
  const goal = show.goal ? (goals.find(({ id }) => id === settings.goal) ?? goals[0]) : undefined
  return {
    look,
    language,
    environment,
    alerts: show.alerts,
    goal: goal
      ? {
          title: goal.title,
          measure: goal.measure,
          now: goalNow(goal, readingOf(goal, readings)),
          target: goal.target,
          segments: goal.segments,
        }
      : null,
    count: show.count ? { measure: count.measure, now: goalNow(count, readingOf(count, readings)) } : null,
  }
}
