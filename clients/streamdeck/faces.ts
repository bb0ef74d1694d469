import type { Reading } from '../../shared/contract/counts.ts'
import { isArmed, isLocked, locks } from '../../shared/domain/arming.ts'
import type { ConnectionState } from '../giftdeck-client/client.ts'
import type { View } from '../giftdeck-client/view.ts'
import type { KeyFace } from './key-image.ts'
import { outcomeOf, type OwnPress } from './outcome.ts'
import type { Translate } from './texts.ts'
import type { AnnounceSettings, ArmedSettings, CountSettings, FireSettings } from './settings.ts'

/** How the plugin is connected. `unpaired`: it has no token. */
export type Link = ConnectionState | { is: 'unpaired' } | { is: 'pairing'; code: string }

/** Everything that a face is made from. */
export interface Seen {
  link: Link
  view: View | null
  now: number
  t: Translate
}
type Online = Seen & { view: View }

/** The face of a key that cannot use Giftdeck now; otherwise that of `online`. */
function whenOnline(seen: Seen, about: Partial<KeyFace>, online: (seen: Online) => KeyFace): KeyFace {
  const { link, view, t } = seen
  if (link.is === 'unpaired') return { picture: { mark: 'unplugged' }, ...about, state: 'setup', text: t('unpaired') }
  if (link.is === 'pairing') return { state: 'pairing', label: t('code'), picture: link.code, text: t('pi.pair') }
  if (link.is === 'offline') return { ...about, state: 'offline', text: t(link.why) }
  if (link.is === 'connecting' || !view) return { ...about, state: 'connecting', text: t('connecting') }
  return online({ ...seen, view })
}

/** Adds what both keys that send have in common: their last press, STOP and the lock of a live room. */
function sendingFace(
  { view, now, t }: Online,
  about: Partial<KeyFace>,
  press: OwnPress | undefined,
  { ready, isFromElsewhere = false }: { ready: string; isFromElsewhere?: boolean },
): KeyFace {
  const { status } = view
  const outcome = press && outcomeOf(press, view, t, now)
  const corner = isFromElsewhere ? 'elsewhere' : outcome?.corner
  const small = corner === undefined ? {} : { corner }
  if (outcome?.state === 'running') return { ...about, state: 'running', text: outcome.text }
  if (status.stopped) return { ...about, ...small, state: 'stopped', text: t('stopped') }
  if (outcome?.isShownLarge && !isFromElsewhere) return { ...about, state: outcome.state, text: outcome.text }
  if (isLocked(status)) return { ...about, ...small, state: 'locked', text: t('holdToArm') }
  if (locks(status.environment)) return { ...about, ...small, state: 'armed', text: armedText(view, now, t) }
  return { ...about, ...small, state: 'ready', text: ready }
}

const armedText = ({ status }: View, now: number, t: Translate) =>
  status.armedUntil === null
    ? t('armedOpen')
    : t('armed', { seconds: Math.max(0, Math.ceil((Date.parse(status.armedUntil) - now) / 1_000)) })

const keysOf = ({ deck }: View) => deck.pages.flatMap(({ keys }) => keys)

export function fireFace(seen: Seen, { room, key, count, label, icon }: FireSettings, press?: OwnPress): KeyFace {
  // The last name and icon stay on the key while the deck is not there.
  const before = { ...(label !== undefined && { label }), ...(icon !== undefined && { picture: icon }) }
  return whenOnline(seen, before, (online) => {
    const { view, t } = online
    if (key === undefined) return { state: 'setup', picture: { mark: 'plus' }, label: t('pi.key'), text: t('choose') }
    if (room !== view.status.room || room !== view.deck.room)
      return { ...before, ...(room !== undefined && { label: room }), state: 'otherRoom', text: t('otherRoom') }
    const found = keysOf(view).find(({ id }) => id === key)
    if (!found) return { ...before, state: 'missing', text: t('missing') }
    const times = count !== undefined && count > 1 ? ` ×${count}` : ''
    const about = { label: `${found.label}${times}`, picture: found.image ?? found.icon }
    const pieces = view.piecesOfKey(key)
    const newest = view.lastOfKey(key)
    const isFromElsewhere = newest !== undefined && press?.error === undefined && !press?.ids.includes(newest.id)
    const ready = pieces > 0 ? t('deliveredCount', { count: pieces }) : t('ready')
    return sendingFace(online, about, press, { ready, isFromElsewhere })
  })
}

export function announceFace(seen: Seen, { room, template, label }: AnnounceSettings, press?: OwnPress): KeyFace {
  const before: Partial<KeyFace> = { picture: { mark: 'speaker' }, ...(label !== undefined && { label }) }
  return whenOnline(seen, before, (online) => {
    const { view, t } = online
    if (template === undefined) return { ...before, label: t('pi.template'), state: 'setup', text: t('choose') }
    if (room !== view.status.room)
      return { ...before, ...(room !== undefined && { label: room }), state: 'otherRoom', text: t('otherRoom') }
    const found = view.templates.find(({ id }) => id === template)
    if (!found) return { ...before, state: 'missing', text: t('missing') }
    return sendingFace(online, { ...before, label: found.name }, press, { ready: t('ready') })
  })
}

export const stopFace = (seen: Seen): KeyFace =>
  whenOnline(seen, { picture: { mark: 'stop' } }, ({ view, t }) =>
    view.status.stopped
      ? { state: 'resume', picture: { mark: 'resume' }, label: t('stopped'), text: t('resume') }
      : { state: 'stop', picture: { mark: 'stop' }, text: t('stop') },
  )

export const armedFace = (seen: Seen, _settings: ArmedSettings = {}): KeyFace =>
  whenOnline(seen, { picture: { mark: 'lock' }, label: seen.t('liveLock') }, ({ view, now, t }) => {
    const { status } = view
    const label = t('liveLock')
    if (!locks(status.environment)) return { state: 'ready', picture: { mark: 'unlock' }, label, text: t('noLock') }
    if (!isArmed(status, now)) return { state: 'locked', picture: { mark: 'lock' }, label, text: t('locked') }
    if (status.armedUntil === null) return { state: 'armed', picture: { mark: 'unlock' }, label, text: t('armedOpen') }
    const seconds = Math.max(0, Math.ceil((Date.parse(status.armedUntil) - now) / 1_000))
    return { state: 'armed', picture: String(seconds), label, text: armedText(view, now, t) }
  })

/** A reading has no id of its own. */
export const receiverId = ({ vendor, roomId, receiver }: Reading) => `${vendor} ${roomId} ${receiver}`

const shortNumber = (count: number) => {
  if (count < 100_000) return String(count)
  return count < 10_000_000 ? `${(count / 1_000).toFixed(0)}k` : `${(count / 1_000_000).toFixed(1)}M`
}

export const countFace = (seen: Seen, { receiver, which = 'session' }: CountSettings): KeyFace =>
  whenOnline(seen, { picture: '–' }, ({ view, t }) => {
    const reading = receiver ? view.readings.find((each) => receiverId(each) === receiver) : view.readings[0]
    if (!reading) return { state: 'ready', picture: '–', text: t('noCount') }
    const { totalCount, baseline, stale } = reading
    const since = which === 'total' ? 0 : (baseline?.totalCount ?? 0)
    const picture = totalCount === null ? '–' : shortNumber(totalCount - since)
    const label = reading.receiver || reading.roomId
    if (stale) return { state: 'unknown', picture, label, text: t('stale') }
    return { state: 'ready', picture, label, text: t(which) }
  })
