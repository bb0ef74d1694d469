import { screen, within } from '@testing-library/react'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import pluginManifest from '../../clients/streamdeck/plugin/manifest.json' with { type: 'json' }
import type { FireSettings } from '../../clients/streamdeck/settings.ts'
import { takePages } from '../../renderer/features/deck/store.ts'
import { deckModels, layOut, type DeckModel } from '../../renderer/features/devices/stream-deck-layout.ts'
import { makeProfile } from '../../renderer/features/devices/stream-deck-profile.ts'
import { StreamDeckProfile } from '../../renderer/features/devices/StreamDeckProfile.tsx'
import type { DeckKey, DeckPage } from '../../shared/contract/deck.ts'
import type { Language } from '../../renderer/i18n/i18n.ts'
import { show } from './support/page.tsx'

const keyOf = (id: string, label = `Key ${id}`): DeckKey => ({
  id,
  label,
  icon: '🌹',
  gifts: [{ vendor: 'tencent', giftId: 'rose' }],
})
let pageCount = 0
const pageOf = (keys: DeckKey[], name = ''): DeckPage => ({ id: `page-${++pageCount}`, name, keys })
const keys = (count: number, from = 0) => Array.from({ length: count }, (_, index) => keyOf(`${from + index}`))
const models = Object.keys(deckModels) as DeckModel[]

interface Action {
  ActionID: string
  UUID: string
  Name: string
  Plugin: { UUID: string; Version: string }
  Settings: FireSettings
}
interface PageManifest {
  Name: string
  Controllers: { Type: string; Actions: Record<string, Action> | null }[]
}
interface Manifest {
  Name: string
  Version: string
  Device: { Model: string; UUID: string }
  Pages: { Current: string; Default: string; Pages: string[] }
}

/** Reads a profile as the Stream Deck app does: the manifest, and then each page that it names. */
function read(file: Uint8Array) {
  const files = unzipSync(file)
  const json = (path: string) => JSON.parse(strFromU8(files[path]!)) as unknown
  const [root] = Object.keys(files).flatMap((path) => /^([0-9A-F-]{36}\.sdProfile)\/manifest\.json$/.exec(path) ?? [])
  const folder = root!.split('/')[0]!
  const manifest = json(`${folder}/manifest.json`) as Manifest
  const pageAt = (id: string) => json(`${folder}/Profiles/${id.toUpperCase()}/manifest.json`) as PageManifest
  const pages = manifest.Pages.Pages.map(pageAt)
  return { manifest, pages, empty: pageAt(manifest.Pages.Default), actions: pages.map((page) => actionsOf(page)) }
}
const actionsOf = ({ Controllers: [keypad] }: PageManifest) => keypad!.Actions!
const firedBy = (actions: Record<string, Action>) =>
  Object.values(actions).flatMap(({ UUID, Settings }) => (UUID === 'com.giftdeck.deck.fire' ? [Settings.key!] : []))
const profileOf = (deck: DeckPage[], model: DeckModel = 'standard', room = 'Evening show') =>
  read(makeProfile({ room, model, layout: layOut(deck, model) }))

describe('a Stream Deck profile of a deck', () => {
  it.each([0, 1, 14, 15, 60])('of %s keys has each of them once on every model, or names it as left out', (count) => {
    for (const model of models) {
      const deck = [pageOf(keys(count))]
      const { pages, actions } = profileOf(deck, model)
      const { leftOut } = layOut(deck, model)
      expect([...actions.flatMap(firedBy), ...leftOut.map(({ id }) => id)]).toEqual(keys(count).map(({ id }) => id))
      expect(pages.length).toBeLessThanOrEqual(10)
    }
  })

  it('leaves keys out only where ten pages are too few', () => {
    const leftOut = models.map((model) => [model, layOut([pageOf(keys(60))], model).leftOut.length])
    expect(Object.fromEntries(leftOut)).toEqual({ mini: 30, neo: 10, standard: 0, plus: 10, xl: 0 })
  })

  it('has STOP in the lower right corner of every page, and no key outside the model', () => {
    for (const model of models) {
      const { columns, rows } = deckModels[model]
      for (const actions of profileOf([pageOf(keys(60))], model).actions) {
        expect(actions[`${columns - 1},${rows - 1}`]!.UUID).toBe('com.giftdeck.deck.stop')
        for (const place of Object.keys(actions)) {
          const [column, row] = place.split(',').map(Number)
          expect(column! < columns && row! < rows).toBe(true)
        }
      }
    }
  })

  it('can be turned from page to page and back, always at the same place', () => {
    const { actions } = profileOf([pageOf(keys(30))])
    const turnsOf = (page: Record<string, Action>) => [page['0,2']?.UUID, page['1,2']?.UUID]
    const [previous, next] = ['com.elgato.streamdeck.page.previous', 'com.elgato.streamdeck.page.next']
    expect(actions.map(turnsOf)).toEqual([
      [undefined, next],
      [previous, next],
      [previous, undefined],
    ])
  })

  it('begins a page for every page of the deck, by its name, and leaves empty ones out', () => {
    const { pages, actions } = profileOf([pageOf(keys(2), 'Cheap'), pageOf([]), pageOf(keys(13, 2), 'Dear')])
    expect(pages.map(({ Name }) => Name)).toEqual(['Cheap', 'Dear', 'Dear'])
    expect(actions.map((page) => firedBy(page).length)).toEqual([2, 12, 1])
  })

  it('packs the keys of many small pages, rather than leaving any of them out', () => {
    const deck = Array.from({ length: 20 }, (_, index) => pageOf(keys(2, index * 2)))
    const { actions } = profileOf(deck)
    expect(layOut(deck, 'standard').leftOut).toEqual([])
    expect(actions.map((page) => firedBy(page).length)).toEqual([12, 12, 12, 4])
  })

  it('uses places that stay free for the live lock and the count', () => {
    const namesIn = (count: number) =>
      Object.values(profileOf([pageOf(keys(count))]).actions[0]!).map(({ Name }) => Name)
    expect(namesIn(12)).toEqual(expect.arrayContaining(['STOP', 'Live lock', 'Count']))
    expect(namesIn(13)).toContain('Live lock')
    expect(namesIn(13)).not.toContain('Count')
    expect(namesIn(14)).not.toContain('Live lock')
  })

  it("names the plugin's own actions and version, and keeps the settings that its inspector stores", () => {
    const { actions, manifest, empty } = profileOf([pageOf([keyOf('rose', 'Rose')])], 'xl')
    const own = Object.values(actions[0]!).filter(({ Plugin }) => Plugin.UUID === pluginManifest.UUID)
    for (const { UUID, Name, Plugin } of own) {
      expect(pluginManifest.Actions).toContainEqual(expect.objectContaining({ UUID, Name }))
      expect(Plugin.Version).toBe(pluginManifest.Version)
    }
    const settings: FireSettings = { room: 'Evening show', key: 'rose', label: 'Rose', icon: '🌹' }
    expect(actions[0]!['0,0']!.Settings).toEqual(settings)
    expect(manifest).toMatchObject({
      Name: 'Giftdeck Evening show',
      Version: '3.0',
      Device: { Model: '20GAT9901', UUID: '' },
    })
    expect(manifest.Pages.Pages).not.toContain(manifest.Pages.Default)
    expect(empty.Controllers).toEqual([{ Actions: null, Type: 'Keypad' }])
  })

  it('gives every page and every key an id of its own, so that two profiles never mix', () => {
    const deck = [pageOf(keys(30))]
    const ids = [profileOf(deck), profileOf(deck)].flatMap(({ manifest, actions }) => [
      ...manifest.Pages.Pages,
      ...actions.flatMap((page) => Object.values(page).map(({ ActionID }) => ActionID)),
    ])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('keeps hostile names as they are', () => {
    const hostile = '"},{"UUID":"x\u0000\u202E\uD800😀<script>'
    const { actions, manifest, pages } = profileOf([pageOf([keyOf('../../x', hostile)], hostile)], 'mini', hostile)
    expect(actions[0]!['0,0']!.Settings).toMatchObject({ key: '../../x', label: hostile, room: hostile })
    expect([manifest.Name, pages[0]!.Name]).toEqual([`Giftdeck ${hostile}`, hostile])
  })
})

describe('the profile in the cockpit', () => {
  const open = (deck: DeckPage[], language?: Language) => {
    takePages('Evening show', deck)
    return show(<StreamDeckProfile />, language)
  }
  const choose = async (host: ReturnType<typeof show>['host'], name: string) => {
    await host.click(screen.getByRole('combobox', { name: 'Stream Deck' }))
    await host.click(await screen.findByRole('option', { name }))
  }

  it('is saved for the chosen model, named after the room', async () => {
    const files: Blob[] = []
    const names: string[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => `blob:${files.push(file as Blob)}`)
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    const { host } = open([pageOf(keys(20))])
    expect(screen.getByRole('status').textContent).toBe('20 keys of the deck · 2 pages, each with STOP')
    await choose(host, 'XL, 32 keys')
    expect(screen.getByRole('status').textContent).toBe('20 keys of the deck · 1 page with STOP')
    await host.click(screen.getByRole('button', { name: 'Save the profile' }))
    expect(names).toEqual(['evening-show.streamDeckProfile'])
    const { manifest, actions } = read(new Uint8Array(await files[0]!.arrayBuffer()))
    expect(manifest.Device.Model).toBe(deckModels.xl.code)
    expect(actions.map((page) => firedBy(page).length)).toEqual([20])
    vi.restoreAllMocks()
  })

  it('says before it is saved which keys do not fit', async () => {
    const { host } = open([pageOf(keys(32))])
    await choose(host, 'Mini, 6 keys')
    const section = within(screen.getByRole('region', { name: 'A Stream Deck profile from this deck' }))
    expect(section.getByText('2 keys do not fit on the ten pages of a profile: Key 30, Key 31')).toBeTruthy()
    expect(section.getByText(/^30 keys of the deck · 10 pages/)).toBeTruthy()
  })

  it('speaks Chinese', () => {
    open([pageOf(keys(1))], 'zh-CN')
    expect(screen.getByRole('button', { name: '保存配置文件' })).toBeTruthy()
  })
})
