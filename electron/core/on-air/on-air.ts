import type { OnAir, OnAirWarning } from '../../../shared/contract/on-air.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'
import type { Lock } from '../safety/lock.ts'
import type { ObsWitness } from './obs-link.ts'
import type { ShowRecorder } from './show.ts'

type Source = NonNullable<OnAir['source']>
type Fact = Pick<OnAir, 'state' | 'source'>

/**
 * Whether viewers are watching now, and who says so. It follows what OBS and the host say. It closes a lock and gives
 * warnings; it never arms and never fires.
 */
export interface OnAirWatch {
  read(): OnAir
  /** On air, or lost while on air. */
  isOn(): boolean
  /** The host's own word; null takes it back. */
  say(state: 'on' | 'off' | null): void
  /** What OBS says, or that it can no longer be asked. */
  witness(witness: ObsWitness): void
  /** Sums up a show that goes on. */
  close(): void
}

/** What one witness said last, and when, by the clock that counts sleep. */
interface Said {
  state: 'on' | 'off' | 'lost'
  elapsed: number
}

export function createOnAir(deps: {
  clock: Clock
  policy: Policy['onAir']
  activeSends: ActiveSends
  lock: Lock
  session(): string
  shows: ShowRecorder
  onChange(onAir: OnAir): void
}): OnAirWatch {
  const { clock, policy, lock, shows } = deps
  let obs: Said | null = null
  let host: Said | null = null
  let fact: Fact = { state: 'unknown', source: null }
  let since: number | null = null
  let warning: OnAirWarning | null = null
  let warned = { session: '', kinds: new Set<OnAirWarning['kind']>() }
  let timer: Timer | null = null

  const said = (state: Said['state']): Said => ({ state, elapsed: clock.elapsed() })
  const read = (): OnAir => ({
    ...fact,
    since: since === null ? null : iso(since),
    warning,
    lastShow: shows.last(),
  })

  /** A host's word and a lost OBS count for a limited time only. */
  const forgetOld = () => {
    const isOver = (each: Said | null) => each !== null && clock.elapsed() - each.elapsed >= policy.longestMs
    if (isOver(host)) host = null
    if (obs?.state === 'lost' && isOver(obs)) obs = null
  }
  const lookLater = () => {
    if (timer !== null) clock.clearTimeout(timer)
    timer = host || obs?.state === 'lost' ? clock.setTimeout(update, policy.lookEveryMs) : null
  }

  function update() {
    forgetOld()
    lookLater()
    const next = factOf(obs?.state, host?.state)
    if (next.state === fact.state && next.source === fact.source) return
    const was = fact.state
    fact = next
    // A show goes on while OBS is lost.
    const isSame = was === next.state || (isShowing(was) && isShowing(next.state))
    if (!isSame) since = next.source === null ? null : clock.now()
    follow(was, next.state)
    deps.onChange(read())
  }

  function follow(was: OnAir['state'], state: OnAir['state']) {
    if (!isShowing(was) && isShowing(state)) shows.begin()
    if (!isShowing(was) || isShowing(state)) return
    // The lock was held open for the show, and the show is over. An armed press closes its lock by itself.
    if (state === 'off' && lock.holds()) lock.disarm()
    shows.end(() => deps.onChange(read()))
  }

  /** A new press is a send whose last change is its first. */
  const isNewGift = ({ kind, seq, pressed }: Send) => kind === 'gift' && seq === pressed
  const stopListening = deps.activeSends.onChange((send) => {
    const kind = isNewGift(send) && warningFor(fact.state, send.environment)
    if (!kind) return
    if (warned.session !== deps.session()) warned = { session: deps.session(), kinds: new Set() }
    if (warned.kinds.has(kind)) return
    warned.kinds.add(kind)
    warning = { kind, room: send.roomName, at: iso(clock.now()) }
    deps.onChange(read())
  })

  return {
    read,
    isOn: () => isShowing(fact.state),
    say(state) {
      // The host knows that the show is over, although OBS can no longer be asked.
      if (state === 'off' && obs?.state === 'lost') obs = null
      host = state === null ? null : said(state)
      update()
    },
    witness(witness) {
      obs = heard(witness)
      update()
    },
    close() {
      if (isShowing(fact.state)) shows.end(() => {})
      if (timer !== null) clock.clearTimeout(timer)
      stopListening()
    },
  }

  function heard(witness: ObsWitness): Said | null {
    if (witness.is === 'off') return null
    if (witness.is === 'stream') return said(witness.stream === 'stopped' ? 'off' : 'on')
    return obs?.state === 'on' || obs?.state === 'lost' ? said('lost') : null
  }
}

const isShowing = (state: OnAir['state']) => state === 'on' || state === 'lost-while-on'

/** On air if anybody says so. */
function factOf(obs: Said['state'] | undefined, host: Said['state'] | undefined): Fact {
  const by = (state: OnAir['state'], source: Source): Fact => ({ state, source })
  if (obs === 'on') return by('on', 'obs')
  if (host === 'on') return by('on', 'host')
  if (obs === 'lost') return by('lost-while-on', 'obs')
  if (obs === 'off') return by('off', 'obs')
  if (host === 'off') return by('off', 'host')
  return { state: 'unknown', source: null }
}

function warningFor(state: OnAir['state'], environment: Send['environment']): OnAirWarning['kind'] | null {
  if (isShowing(state) && environment === 'test') return 'test-room-on-air'
  return state === 'off' && environment === 'live' ? 'live-room-off-air' : null
}
