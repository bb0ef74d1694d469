import { implement } from '@orpc/server'
import { contract } from '../../shared/contract/index.ts'
import { iso } from '../../shared/domain/time.ts'
import type { App } from './app.ts'
import { chooseReceivers, readReceivers, watchStored } from './counts/receivers.ts'
import { readDeck, setDeck } from './deck/deck-of-room.ts'
import { type Caller, refuseLatePress, refuseToPair, requireScope } from './access/scopes.ts'
import { badField, fail } from './errors/call-errors.ts'
import { collectDiagnostics } from './diagnostics/collect-diagnostics.ts'
import { fireGift, fireGifts, listGifts } from './sends/fire-gift.ts'
import { toReceipt } from './ledger/send.ts'
import { checkPeople, importAccount, joinGame } from './people/check-people.ts'
import { runSafely } from './platform/run-safely.ts'
import { refuseImpossibleSecrets } from './rooms/room-secrets.ts'
import { stopAll } from './safety/stop.ts'
import { sendAgain, checkSend, discardSend, releaseSend } from './sends/send-actions.ts'
import { eraseSends, exportSends, listSends, searchSends, readStory } from './sends/send-history.ts'
import { findSend } from './sends/find-send.ts'
import { listSessions } from './sends/session.ts'
import { keyOf } from './access/idempotency.ts'
import { usualOverlay, withOverlay } from './overlays/overlays.ts'
import type { PressOrigin } from './sends/press.ts'

const originOf = ({ idempotencyKey, device }: Caller, route: string, input: unknown): PressOrigin => ({
  key: keyOf(idempotencyKey, route, input),
  device: device?.name,
})

/** One handler for every call of the contract; all three transports serve this router. */
export function createRouter(app: App) {
  const { deps, rooms, sandbox, tokens, pairings, eventStream, keys, goals, people, announcer } = app
  const { onAir, overlays, preflight, shows } = app.broadcast
  const { obs } = app
  const { once, onceOne } = app.idempotency
  const os = implement(contract)
    .$context<Caller>()
    .use(({ context, procedure, next }) => {
      const { scope, isPress = false } = procedure['~orpc'].meta
      requireScope(scope, context)
      refuseLatePress(isPress, context)
      return next()
    })

  const peopleHere = () => people.get(rooms.active().config)
  const countsOf = () => rooms.active().connections.flatMap(({ counts }) => counts ?? [])
  const readings = () => ({ readings: app.readings() })
  const noSandbox = () => fail('NOT_CONNECTED', 'The sandbox plays only while a sandbox room is active.')

  return os.router({
    gifts: {
      fire: os.gifts.fire.handler(({ input, context }) => {
        const origin = originOf(context, 'gifts.fire', input)
        return onceOne(origin.key, () => fireGift(deps, input, origin))
      }),
      fireTogether: os.gifts.fireTogether.handler(async ({ input, context }) => {
        const origin = originOf(context, 'gifts.fireTogether', input)
        // A key that is known answers whatever the room is by now, so the room's rules are asked only of a new press.
        return { sends: await once(origin.key, () => fireGifts(deps, input.gifts, input.key, origin)) }
      }),
      list: os.gifts.list.handler(({ input }) => listGifts(deps, input.vendor, keys.get(rooms.active().config.name))),
    },
    announcements: {
      post: os.announcements.post.handler(({ input, context }) => {
        const origin = originOf(context, 'announcements.post', input)
        return onceOne(origin.key, () => announcer.post(input, origin))
      }),
    },
    templates: {
      get: os.templates.get.handler(() => announcer.templates()),
      set: os.templates.set.handler(({ input }) => announcer.setTemplates(input)),
    },
    schedules: {
      list: os.schedules.list.handler(() => ({ items: announcer.schedules.list() })),
      add: os.schedules.add.handler(({ input }) => announcer.schedules.add(input)),
      change: os.schedules.change.handler(({ input: { id, ...schedule } }) => announcer.schedules.change(id, schedule)),
      switch: os.schedules.switch.handler(({ input }) => announcer.schedules.switch(input.id, input.enabled)),
      remove: os.schedules.remove.handler(({ input }) => announcer.schedules.remove(input.id)),
      resume: os.schedules.resume.handler(() => {
        announcer.schedules.resume()
        return { items: announcer.schedules.list() }
      }),
    },
    upNext: {
      get: os.upNext.get.handler(() => announcer.queue.get()),
      add: os.upNext.add.handler(({ input }) => announcer.queue.add(input)),
      move: os.upNext.move.handler(({ input }) => announcer.queue.move(input.id, input.to)),
      remove: os.upNext.remove.handler(({ input }) => announcer.queue.remove(input.id)),
      postNext: os.upNext.postNext.handler(({ context }) => {
        const origin = originOf(context, 'upNext.postNext', null)
        return onceOne(origin.key, () => announcer.queue.postNext(origin))
      }),
      run: os.upNext.run.handler(({ input }) => announcer.queue.run(input.everySeconds)),
      halt: os.upNext.halt.handler(() => announcer.queue.halt(null)),
    },
    sends: {
      get: os.sends.get.handler(async ({ input }) => toReceipt(await findSend(deps, input.id))),
      list: os.sends.list.handler(({ input }) => listSends(deps, input)),
      search: os.sends.search.handler(({ input }) => searchSends(deps, input)),
      story: os.sends.story.handler(({ input }) => readStory(deps, input.id)),
      export: os.sends.export.handler(({ input }) => exportSends(deps, input)),
      erase: os.sends.erase.handler(async () => {
        try {
          const erased = await eraseSends(deps)
          shows.forget()
          return { erased }
        } finally {
          // An erase that failed on its way has erased some, which pages must not go on showing.
          eventStream.erased()
        }
      }),
      again: os.sends.again.handler(({ input, context }) => {
        const origin = originOf(context, 'sends.again', input)
        return onceOne(origin.key, () => sendAgain(deps, input.id, origin))
      }),
      release: os.sends.release.handler(({ input, context }) => {
        const origin = originOf(context, 'sends.release', input)
        return onceOne(origin.key, () => releaseSend(deps, input.id, origin.key))
      }),
      discard: os.sends.discard.handler(({ input }) => discardSend(deps, input.id)),
      check: os.sends.check.handler(({ input }) => checkSend(deps, input.id)),
    },
    sessions: { list: os.sessions.list.handler(({ input }) => listSessions(deps, input.limit)) },
    counts: {
      get: os.counts.get.handler(readings),
      points: os.counts.points.handler(() => ({ items: app.sessionPoints() })),
      refresh: os.counts.refresh.handler(async () => {
        await Promise.all(countsOf().map((each) => each.refresh()))
        return readings()
      }),
      resetBaseline: os.counts.resetBaseline.handler(() => {
        for (const each of countsOf()) each.resetBaseline()
        return readings()
      }),
      undoBaseline: os.counts.undoBaseline.handler(() => {
        if (countsOf().filter((each) => each.undoBaseline()).length === 0)
          throw fail('NOT_FOUND', 'There is no earlier start of the session to go back to.')
        return readings()
      }),
      room: os.counts.room.handler(() => ({ room: app.roomTotals() })),
      receivers: os.counts.receivers.handler(() => ({ receivers: readReceivers(app.receivers, rooms.active()) })),
      setReceivers: os.counts.setReceivers.handler(({ input }) => {
        const receivers = chooseReceivers(app.receivers, rooms.active(), input.receivers)
        eventStream.changed('receivers')
        return { receivers }
      }),
    },
    goals: {
      get: os.goals.get.handler(() => ({ goals: goals.get(rooms.active().config.name) })),
      set: os.goals.set.handler(({ input }) => {
        goals.set(rooms.active().config.name, input.goals)
        eventStream.changed('goals')
        return input
      }),
    },
    room: {
      get: os.room.get.handler(() => rooms.active().describe()),
      set: os.room.set.handler(({ input }) => rooms.set(input)),
      check: os.room.check.handler(({ input }) => {
        refuseImpossibleSecrets(input)
        return app.checkRoom(input)
      }),
    },
    rooms: {
      list: os.rooms.list.handler(async () => ({ items: await rooms.list() })),
      get: os.rooms.get.handler(({ input }) => rooms.get(input.name)),
      use: os.rooms.use.handler(({ input }) => rooms.use(input.name)),
      copy: os.rooms.copy.handler(({ input }) => rooms.copy(input.name, input.as)),
      remove: os.rooms.remove.handler(async ({ input }) => {
        await rooms.remove(input.name)
        return { removed: input.name }
      }),
    },
    people: {
      get: os.people.get.handler(() => people.get(rooms.active().config)),
      set: os.people.set.handler(({ input }) => {
        const kept = people.set(rooms.active().config, input)
        eventStream.changed('people')
        return kept
      }),
      check: os.people.check.handler(({ input }) => checkPeople(rooms.active(), peopleHere(), input.vendor)),
      join: os.people.join.handler(({ input }) => joinGame(deps, peopleHere(), input.userId)),
      import: os.people.import.handler(({ input }) => importAccount(rooms.active(), peopleHere(), input.userId)),
    },
    safety: {
      arm: os.safety.arm.handler(({ input }) => {
        deps.lock.arm(input.seconds, input.hold)
        return app.safety()
      }),
      disarm: os.safety.disarm.handler(() => {
        deps.lock.disarm()
        return app.safety()
      }),
      stop: os.safety.stop.handler(() => {
        const isRepeated = deps.isStopped()
        app.setStopped(true)
        const clearQueues = () => {
          for (const { dispatcher } of rooms.active().connections)
            runSafely(app.log, 'A line could not be cleared; nothing of it leaves.', () => dispatcher.clear())
        }
        const { activeSends, clock, policy } = deps
        return stopAll({ activeSends, clock, policy: policy.safety, record: app.stops, isRepeated, clearQueues })
      }),
      lastStop: os.safety.lastStop.handler(() => app.stops.read()),
      resume: os.safety.resume.handler(() => {
        for (const connection of rooms.active().connections) connection.dispatcher.resume()
        app.setStopped(false)
        return app.safety()
      }),
    },
    status: {
      ping: os.status.ping.handler(() => ({ at: iso(deps.clock.now()) })),
      get: os.status.get.handler(() => app.status()),
    },
    events: {
      watch: os.events.watch.handler(({ lastEventId, signal, context }) =>
        eventStream.watch(lastEventId, signal, context.unsent),
      ),
    },
    deck: {
      get: os.deck.get.handler(() => readDeck(app)),
      set: os.deck.set.handler(({ input }) => setDeck(app, input)),
      totals: os.deck.totals.handler(() => app.keyTotals.read()),
      press: os.deck.press.handler(async ({ input, context }) => {
        const origin = originOf(context, 'deck.press', input)
        return { sends: await once(origin.key, () => app.pressKey(input, origin)) }
      }),
    },
    sandbox: {
      get: os.sandbox.get.handler(() => {
        const state = sandbox.state()
        if (!state) throw noSandbox()
        return state
      }),
      set: os.sandbox.set.handler(async ({ input }) => {
        const state = await sandbox.set(input)
        if (!state) throw noSandbox()
        return state
      }),
    },
    backups: {
      list: os.backups.list.handler(() => ({ items: app.backups.list() })),
      make: os.backups.make.handler(() => app.backups.make()),
      restore: os.backups.restore.handler(({ input }) => {
        const items = app.backups.restore(input.name)
        // It is brought back; what follows from it must not make it look as if it were not.
        runSafely(app.log, 'The announcements did not take the backup in.', () => announcer.begin('backup'))
        runSafely(app.log, 'The counts did not take the backup in.', () => watchStored(app.receivers, rooms.active()))
        eventStream.restart()
        return { items }
      }),
    },
    diagnostics: { get: os.diagnostics.get.handler(() => collectDiagnostics(app)) },
    tokens: {
      create: os.tokens.create.handler(({ input: { name, scopes, room, look } }) => {
        if (!scopes.includes('overlay')) return tokens.create(name, scopes)
        return { ...overlays.create(usualOverlay({ name, room, look })), scopes }
      }),
      list: os.tokens.list.handler(() => ({ items: tokens.list().map(withOverlay) })),
      revoke: os.tokens.revoke.handler(({ input }) => ({ revoked: tokens.revoke(input.id) })),
    },
    onAir: {
      get: os.onAir.get.handler(() => onAir.read()),
      set: os.onAir.set.handler(({ input }) => {
        onAir.say(input.state)
        return onAir.read()
      }),
    },
    obs: {
      get: os.obs.get.handler(() => obs.read()),
      set: os.obs.set.handler(({ input }) => obs.set(input)),
      addSource: os.obs.addSource.handler(({ input }) => {
        if (!overlays.isAddress(input.address)) throw badField('address', 'must be the address of an overlay')
        return obs.addSource(input)
      }),
    },
    overlays: {
      list: os.overlays.list.handler(() => ({ items: overlays.list() })),
      create: os.overlays.create.handler(({ input }) => overlays.create(input)),
      change: os.overlays.change.handler(({ input: { id, ...input } }) => overlays.change(id, input)),
      remove: os.overlays.remove.handler(({ input }) => ({ removed: overlays.remove(input.id) })),
    },
    preflight: { get: os.preflight.get.handler(() => preflight.read()) },
    pairings: {
      request: os.pairings.request.handler(({ input, context }) => {
        refuseToPair(context)
        return pairings.request(input.name, input.scopes)
      }),
      read: os.pairings.read.handler(({ input, context }) => {
        refuseToPair(context)
        return pairings.read(input.id, input.secret ?? context.pairing?.bearer ?? '')
      }),
      list: os.pairings.list.handler(() => ({ items: pairings.list() })),
      accept: os.pairings.accept.handler(({ input }) => pairings.accept(input.id, input.scopes)),
      refuse: os.pairings.refuse.handler(({ input }) => ({ refused: pairings.refuse(input.id) })),
    },
  })
}
