import { announcements } from './announcements.ts'
import { backups } from './backups.ts'
import { counts } from './counts.ts'
import { deck } from './deck.ts'
import { diagnostics } from './diagnostics.ts'
import { events } from './events.ts'
import { gifts } from './gifts.ts'
import { goals } from './goals.ts'
import { obs } from './obs.ts'
import { onAir } from './on-air.ts'
import { overlays } from './overlays.ts'
import { pairings } from './pairings.ts'
import { people } from './people.ts'
import { preflight } from './preflight.ts'
import { room, rooms } from './room.ts'
import { safety } from './safety.ts'
import { sandbox } from './sandbox.ts'
import { schedules } from './schedules.ts'
import { sends } from './sends.ts'
import { sessions } from './sessions.ts'
import { status } from './status.ts'
import { templates } from './templates.ts'
import { tokens } from './tokens.ts'
import { upNext } from './up-next.ts'

/**
 * The contract of the whole API. A new call is one entry in one of these files; the router does not compile until it
 * has a handler.
 */
export const contract = {
  announcements,
  backups,
  counts,
  deck,
  diagnostics,
  events,
  gifts,
  goals,
  obs,
  onAir,
  overlays,
  pairings,
  people,
  preflight,
  room,
  rooms,
  safety,
  sandbox,
  schedules,
  sends,
  sessions,
  status,
  templates,
  tokens,
  upNext,
}
